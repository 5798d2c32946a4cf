using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workspace.Features.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddPlannerMapping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Hint",
                table: "planner_pairs",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Rank",
                table: "planner_pairs",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Policies",
                table: "planner_links",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Hint",
                table: "planner_columns",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Rank",
                table: "planner_columns",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "planner_labels",
                columns: table => new
                {
                    Board = table.Column<Guid>(type: "uuid", nullable: false),
                    Label = table.Column<Guid>(type: "uuid", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Category = table.Column<int>(type: "integer", nullable: false),
                    Known = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planner_labels", x => new { x.Board, x.Label });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "planner_labels");

            migrationBuilder.DropColumn(
                name: "Hint",
                table: "planner_pairs");

            migrationBuilder.DropColumn(
                name: "Rank",
                table: "planner_pairs");

            migrationBuilder.DropColumn(
                name: "Policies",
                table: "planner_links");

            migrationBuilder.DropColumn(
                name: "Hint",
                table: "planner_columns");

            migrationBuilder.DropColumn(
                name: "Rank",
                table: "planner_columns");
        }
    }
}
