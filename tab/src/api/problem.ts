/** What the server says about a request that did not succeed; `detail` is a sentence in the person's language. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string | undefined;
  readonly traceId: string | undefined;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly retryAfterMs: number | undefined;

  constructor(fields: {
    code: string;
    status: number;
    detail?: string | undefined;
    traceId?: string | undefined;
    errors?: Readonly<Record<string, readonly string[]>> | undefined;
    retryAfterMs?: number | undefined;
  }) {
    super(fields.detail ?? fields.code);
    this.name = "Problem";
    this.code = fields.code;
    this.status = fields.status;
    this.detail = fields.detail;
    this.traceId = fields.traceId;
    this.errors = fields.errors ?? {};
    this.retryAfterMs = fields.retryAfterMs;
  }

  /** No answer came, or one that promises that the same request may succeed later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || (this.status >= 502 && this.status <= 504);
  }
}

export const isProblem = (error: unknown, code?: string): error is Problem =>
  error instanceof Problem && (code === undefined || error.code === code);

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fieldErrors(value: unknown): Record<string, readonly string[]> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([field, sentences]) => [
      field,
      Array.isArray(sentences) ? sentences.filter((sentence) => typeof sentence === "string") : [],
    ]),
  );
}

/** `Retry-After` in seconds or as a date. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

export function problemOf(response: Response, body: unknown): Problem {
  const fields = isRecord(body) ? body : {};
  return new Problem({
    code: text(fields["code"]) ?? (response.status === 404 ? "not-found" : "unexpected"),
    status: response.status,
    detail: text(fields["detail"]) ?? text(fields["title"]),
    traceId: text(fields["traceId"]),
    errors: fieldErrors(fields["errors"]),
    retryAfterMs: retryAfter(response.headers.get("retry-after"), Date.now()),
  });
}
