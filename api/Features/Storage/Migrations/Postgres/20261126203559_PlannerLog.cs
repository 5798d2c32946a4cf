using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workspace.Features.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PlannerLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ChoiceToldAt",
                table: "planner_links",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FirstTotal",
                table: "planner_links",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PausedBy",
                table: "planner_links",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "TroubleSince",
                table: "planner_links",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "TroubleTold",
                table: "planner_links",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "planner_writes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Board = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Subject = table.Column<Guid>(type: "uuid", nullable: true),
                    Values = table.Column<string>(type: "text", nullable: false),
                    Answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planner_writes", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_planner_writes_Board_Id",
                table: "planner_writes",
                columns: new[] { "Board", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "planner_writes");

            migrationBuilder.DropColumn(
                name: "ChoiceToldAt",
                table: "planner_links");

            migrationBuilder.DropColumn(
                name: "FirstTotal",
                table: "planner_links");

            migrationBuilder.DropColumn(
                name: "PausedBy",
                table: "planner_links");

            migrationBuilder.DropColumn(
                name: "TroubleSince",
                table: "planner_links");

            migrationBuilder.DropColumn(
                name: "TroubleTold",
                table: "planner_links");
        }
    }
}
