using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workspace.Features.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Reacts",
                table: "streams",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "Rule",
                table: "journal",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "card_reminders",
                columns: table => new
                {
                    Card = table.Column<Guid>(type: "TEXT", nullable: false),
                    Person = table.Column<Guid>(type: "TEXT", nullable: false),
                    Organisation = table.Column<Guid>(type: "TEXT", nullable: false),
                    Board = table.Column<Guid>(type: "TEXT", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    RemindedOf = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_card_reminders", x => new { x.Card, x.Person });
                });

            migrationBuilder.CreateTable(
                name: "rule_runs",
                columns: table => new
                {
                    Board = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Organisation = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rule = table.Column<Guid>(type: "TEXT", nullable: false),
                    Card = table.Column<Guid>(type: "TEXT", nullable: false),
                    Occasion = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Steps = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rule_runs", x => new { x.Board, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "rules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Organisation = table.Column<Guid>(type: "TEXT", nullable: false),
                    Board = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    On = table.Column<bool>(type: "INTEGER", nullable: false),
                    Maker = table.Column<Guid>(type: "TEXT", nullable: false),
                    Trigger = table.Column<string>(type: "TEXT", nullable: false),
                    Conditions = table.Column<string>(type: "TEXT", nullable: false),
                    Actions = table.Column<string>(type: "TEXT", nullable: false),
                    Timed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rules", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cards_Organisation_Due",
                table: "cards",
                columns: new[] { "Organisation", "Due" });

            migrationBuilder.CreateIndex(
                name: "IX_card_reminders_Organisation_Board",
                table: "card_reminders",
                columns: new[] { "Organisation", "Board" });

            migrationBuilder.CreateIndex(
                name: "IX_rule_runs_Rule_Card_Occasion",
                table: "rule_runs",
                columns: new[] { "Rule", "Card", "Occasion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_rules_Board",
                table: "rules",
                column: "Board");

            migrationBuilder.CreateIndex(
                name: "IX_rules_Organisation_Timed",
                table: "rules",
                columns: new[] { "Organisation", "Timed" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "card_reminders");

            migrationBuilder.DropTable(
                name: "rule_runs");

            migrationBuilder.DropTable(
                name: "rules");

            migrationBuilder.DropIndex(
                name: "IX_cards_Organisation_Due",
                table: "cards");

            migrationBuilder.DropColumn(
                name: "Reacts",
                table: "streams");

            migrationBuilder.DropColumn(
                name: "Rule",
                table: "journal");
        }
    }
}
