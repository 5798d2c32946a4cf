using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workspace.Features.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PlannerLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ChoiceToldAt",
                table: "planner_links",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FirstTotal",
                table: "planner_links",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PausedBy",
                table: "planner_links",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TroubleSince",
                table: "planner_links",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "TroubleTold",
                table: "planner_links",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "planner_writes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Organisation = table.Column<Guid>(type: "TEXT", nullable: false),
                    Board = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: true),
                    Values = table.Column<string>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
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
