using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workspace.Features.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddProcedures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DaysOff",
                table: "organisations",
                type: "text",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "Feasts",
                table: "organisations",
                type: "text",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<long>(
                name: "Amount",
                table: "approvals",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Seats",
                table: "approvals",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Settled",
                table: "approvals",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Subject",
                table: "approvals",
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "Template",
                table: "approvals",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Type",
                table: "approvals",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Unit",
                table: "approvals",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "approval_people",
                columns: table => new
                {
                    Approval = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<Guid>(type: "uuid", nullable: false),
                    As = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Waits = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_people", x => new { x.Approval, x.Person, x.As });
                });

            migrationBuilder.CreateTable(
                name: "approval_steps",
                columns: table => new
                {
                    Approval = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    Holder = table.Column<Guid>(type: "uuid", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Unit = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Area = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Due = table.Column<DateOnly>(type: "date", nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_steps", x => new { x.Approval, x.Step, x.Holder });
                });

            migrationBuilder.CreateTable(
                name: "approval_templates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Path = table.Column<string>(type: "text", nullable: false),
                    BulkAllowed = table.Column<bool>(type: "boolean", nullable: false),
                    Archived = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_templates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "approval_versions",
                columns: table => new
                {
                    Approval = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Subject = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Attachments = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_versions", x => new { x.Approval, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "deputyships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Principal = table.Column<Guid>(type: "uuid", nullable: false),
                    Deputy = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Unit = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    UpTo = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deputyships", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "signing_powers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<Guid>(type: "uuid", nullable: false),
                    As = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Unit = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    UpTo = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signing_powers", x => x.Id);
                });

            // An approval of which no record was kept can't be decided by its record; it is asked for again.
            migrationBuilder.Sql("""
                UPDATE cards SET "Approval" = NULL, "ApprovalState" = NULL
                WHERE "Approval" IN (SELECT "Id" FROM approvals WHERE "Id" NOT IN (SELECT "Approval" FROM approval_records));
                DELETE FROM approvals WHERE "Id" NOT IN (SELECT "Approval" FROM approval_records);
                UPDATE approvals SET "Type" = 'card', "Seats" = 1, "Settled" = CASE WHEN "State" = 'Open' THEN 0 ELSE 1 END,
                    "Subject" = COALESCE((SELECT c."Title" FROM cards c WHERE c."Id" = approvals."Card"), ''),
                    "Unit" = COALESCE((SELECT c."Department" FROM cards c WHERE c."Id" = approvals."Card"), '');
                INSERT INTO approval_versions ("Approval", "Number", "Organisation", "At", "Subject", "Text", "Attachments")
                    SELECT a."Id", 1, a."Organisation", a."AskedAt", a."Subject", COALESCE((SELECT c."Description" FROM cards c WHERE c."Id" = a."Card"), ''), '[]' FROM approvals a;
                INSERT INTO approval_steps ("Approval", "Step", "Holder", "Organisation", "Role", "Unit", "OpenedAt", "State", "DecidedBy")
                    SELECT "Id", 1, "Approver", "Organisation", 'Closing', '', "AskedAt",
                        CASE "State" WHEN 'Open' THEN 'Open' WHEN 'Approved' THEN 'Signed' ELSE 'Rejected' END, CASE WHEN "State" = 'Open' THEN NULL ELSE "Approver" END FROM approvals;
                INSERT INTO approval_people ("Approval", "Person", "As", "Organisation", "Waits")
                    SELECT "Id", "Requester", 'Author', "Organisation", FALSE FROM approvals
                    UNION ALL SELECT "Id", "Requester", 'Lead', "Organisation", FALSE FROM approvals
                    UNION ALL SELECT "Id", "Approver", 'Holder', "Organisation", "State" = 'Open' FROM approvals
                    UNION ALL SELECT "Id", "Approver", 'Answered', "Organisation", FALSE FROM approvals WHERE "State" <> 'Open';
                """);

            migrationBuilder.DropIndex(
                name: "IX_approvals_Organisation_Approver_State",
                table: "approvals");

            migrationBuilder.DropIndex(
                name: "IX_approvals_Organisation_Requester_State",
                table: "approvals");

            migrationBuilder.DropColumn(
                name: "Approver",
                table: "approvals");

            migrationBuilder.DropColumn(
                name: "Comment",
                table: "approvals");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "approvals");

            migrationBuilder.RenameColumn(
                name: "Requester",
                table: "approvals",
                newName: "Author");

            migrationBuilder.RenameColumn(
                name: "DecidedAt",
                table: "approvals",
                newName: "EndedAt");

            migrationBuilder.AlterColumn<Guid>(
                name: "Card",
                table: "approvals",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AlterColumn<Guid>(
                name: "Board",
                table: "approvals",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.CreateIndex(
                name: "IX_approval_people_Organisation_Person_Waits",
                table: "approval_people",
                columns: new[] { "Organisation", "Person", "Waits" });

            migrationBuilder.CreateIndex(
                name: "IX_approval_steps_Organisation_DecidedBy",
                table: "approval_steps",
                columns: new[] { "Organisation", "DecidedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_approval_steps_Organisation_Holder_State",
                table: "approval_steps",
                columns: new[] { "Organisation", "Holder", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_approval_steps_Organisation_State_Due",
                table: "approval_steps",
                columns: new[] { "Organisation", "State", "Due" });

            migrationBuilder.CreateIndex(
                name: "IX_deputyships_Organisation_Deputy",
                table: "deputyships",
                columns: new[] { "Organisation", "Deputy" });

            migrationBuilder.CreateIndex(
                name: "IX_deputyships_Organisation_Principal",
                table: "deputyships",
                columns: new[] { "Organisation", "Principal" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "approval_people");

            migrationBuilder.DropTable(
                name: "approval_steps");

            migrationBuilder.DropTable(
                name: "approval_templates");

            migrationBuilder.DropTable(
                name: "approval_versions");

            migrationBuilder.DropTable(
                name: "deputyships");

            migrationBuilder.DropTable(
                name: "signing_powers");

            migrationBuilder.DropColumn(
                name: "DaysOff",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "Feasts",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "Amount",
                table: "approvals");

            migrationBuilder.DropColumn(
                name: "Seats",
                table: "approvals");

            migrationBuilder.DropColumn(
                name: "Settled",
                table: "approvals");

            migrationBuilder.DropColumn(
                name: "Subject",
                table: "approvals");

            migrationBuilder.DropColumn(
                name: "Template",
                table: "approvals");

            migrationBuilder.DropColumn(
                name: "Type",
                table: "approvals");

            migrationBuilder.DropColumn(
                name: "Unit",
                table: "approvals");

            migrationBuilder.RenameColumn(
                name: "EndedAt",
                table: "approvals",
                newName: "DecidedAt");

            migrationBuilder.RenameColumn(
                name: "Author",
                table: "approvals",
                newName: "Requester");

            migrationBuilder.AlterColumn<Guid>(
                name: "Card",
                table: "approvals",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "Board",
                table: "approvals",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Approver",
                table: "approvals",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "Comment",
                table: "approvals",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "approvals",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_approvals_Organisation_Approver_State",
                table: "approvals",
                columns: new[] { "Organisation", "Approver", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_approvals_Organisation_Requester_State",
                table: "approvals",
                columns: new[] { "Organisation", "Requester", "State" });
        }
    }
}
