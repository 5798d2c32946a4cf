using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workspace.Features.Storage.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Rank",
                table: "planner_pairs",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Policies",
                table: "planner_links",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Hint",
                table: "planner_columns",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Rank",
                table: "planner_columns",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "planner_labels",
                columns: table => new
                {
                    Board = table.Column<Guid>(type: "TEXT", nullable: false),
                    Label = table.Column<Guid>(type: "TEXT", nullable: false),
                    Organisation = table.Column<Guid>(type: "TEXT", nullable: false),
                    Category = table.Column<int>(type: "INTEGER", nullable: false),
                    Known = table.Column<string>(type: "TEXT", nullable: false)
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
