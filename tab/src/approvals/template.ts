import type {
  SchemaApprovalTemplateView,
  SchemaSaveTemplateRequest,
  SchemaTemplateSeat,
  SchemaTemplateStage,
} from "../api/schema";

/** A seat or stage while it is written; the key stays when it moves. */
export type SeatDraft = SchemaTemplateSeat & { readonly key: string };
export type StageDraft = Omit<SchemaTemplateStage, "seats"> & {
  readonly key: string;
  readonly seats: readonly SeatDraft[];
};
export type TemplateDraft = Omit<SchemaSaveTemplateRequest, "path"> & {
  readonly path: Omit<SchemaSaveTemplateRequest["path"], "stages"> & {
    readonly stages: readonly StageDraft[];
  };
};

export const newSeat = (key: string, role: SchemaTemplateSeat["role"]): SeatDraft => ({
  key,
  role,
  unit: "",
  points: [],
  needsAgreement: false,
  holders: [],
});

export const newStage = (key: string, seat: SeatDraft): StageDraft => ({
  key,
  order: "parallel",
  quorum: { kind: "all" },
  seats: [seat],
});

/** Co-signing first, then the closing signature: what most templates are. */
export const emptyDraft = (key: () => string): TemplateDraft => ({
  name: "",
  type: "",
  bulkAllowed: false,
  archived: false,
  path: {
    stages: [newStage(key(), newSeat(key(), "coSigner")), newStage(key(), newSeat(key(), "closing"))],
    fourEyes: "always",
    above: 0,
    silenceConsents: false,
    informed: [],
  },
});

export const draftOf = (template: SchemaApprovalTemplateView, key: () => string): TemplateDraft => ({
  name: template.name,
  type: template.type,
  bulkAllowed: template.bulkAllowed,
  archived: template.archived,
  path: {
    ...template.path,
    stages: template.path.stages.map((stage) => ({
      ...stage,
      key: key(),
      seats: stage.seats.map((seat) => ({ ...seat, key: key() })),
    })),
  },
});

/** What is sent: no keys, and no participation of whoever is no office. */
export const requestOf = (draft: TemplateDraft): SchemaSaveTemplateRequest => ({
  ...draft,
  name: draft.name.trim(),
  type: draft.type.trim(),
  path: {
    ...draft.path,
    stages: draft.path.stages.map(({ order, quorum, seats }) => ({
      order,
      quorum: quorum.kind === "all" ? { kind: "all" } : { kind: quorum.kind, needed: quorum.needed ?? 1 },
      seats: seats.map(({ role, unit, area, points, needsAgreement, frist, holders, participation }) => ({
        role,
        unit: unit.trim(),
        area: area ?? null,
        points,
        needsAgreement,
        frist: frist ?? null,
        holders,
        participation:
          role === "participant"
            ? (participation ?? { office: "staffCouncil", right: "coDetermination" })
            : null,
      })),
    })),
  },
});
