using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workspace.Features.Storage.Migrations.Postgres
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
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "Rule",
                table: "journal",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "card_reminders",
                columns: table => new
                {
                    Card = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<Guid>(type: "uuid", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Board = table.Column<Guid>(type: "uuid", nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RemindedOf = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_card_reminders", x => new { x.Card, x.Person });
                });

            migrationBuilder.CreateTable(
                name: "rule_runs",
                columns: table => new
                {
                    Board = table.Column<Guid>(type: "uuid", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Rule = table.Column<Guid>(type: "uuid", nullable: false),
                    Card = table.Column<Guid>(type: "uuid", nullable: false),
                    Occasion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Steps = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rule_runs", x => new { x.Board, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "rules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Board = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    On = table.Column<bool>(type: "boolean", nullable: false),
                    Maker = table.Column<Guid>(type: "uuid", nullable: false),
                    Trigger = table.Column<string>(type: "text", nullable: false),
                    Conditions = table.Column<string>(type: "text", nullable: false),
                    Actions = table.Column<string>(type: "text", nullable: false),
                    Timed = table.Column<bool>(type: "boolean", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RemovedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
