import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Select,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { SchemaDayOfWeek, SchemaRecurrenceUnit } from "../api/schema";
import { longDate } from "../shared/dates";
import { useSentence } from "../shared/notices";
import type { CardEdit } from "./board";
import { recurrenceQuery } from "./queries";
import { monthName, recurrenceWords, units, weekdayName, weekdays, type Recurrence } from "./recurrence";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", rowGap: "12px" },
  line: { display: "flex", flexWrap: "wrap", gap: "8px", alignItems: "flex-end" },
  number: { inlineSize: "96px", "& input": { minInlineSize: 0 } },
  date: { inlineSize: "168px" },
  days: { display: "flex", flexWrap: "wrap" },
  preview: {
    padding: "8px 12px",
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  dates: { margin: "4px 0 0", paddingInlineStart: "20px" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
  space: { flexGrow: 1 },
});

const places = ["day", "lastDay", "workingDay", "lastWorkingDay"] as const;
type Place = (typeof places)[number];

const most = 100;
const mostWorkingDay = 23;

const whole = (text: string, least: number, highest: number): number | undefined => {
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= highest ? value : undefined;
};

/** When a card comes again, and what that means for the next days. */
export function RecurrenceDialog(props: {
  board: string;
  card: string;
  title: string;
  recurrence: Recurrence | undefined;
  today: string;
  save: (edit: CardEdit) => void;
  close: () => void;
}) {
  const { board, card, title, recurrence: was, today, save, close } = props;
  const styles = useStyles();
  const intl = useIntl();
  const [every, setEvery] = useState<SchemaRecurrenceUnit>(was?.every ?? "month");
  const [interval, setInterval] = useState(String(was?.interval ?? 1));
  const [on, setOn] = useState<readonly SchemaDayOfWeek[]>(was?.weekdays ?? ["monday"]);
  const [place, setPlace] = useState<Place>(
    was?.workingDay === -1
      ? "lastWorkingDay"
      : was?.day === -1
        ? "lastDay"
        : was?.day == null
          ? "workingDay"
          : "day",
  );
  const [day, setDay] = useState(String(Math.max(1, was?.day ?? was?.workingDay ?? 1)));
  const [month, setMonth] = useState(was?.month ?? Number(today.slice(5, 7)));
  const [until, setUntil] = useState(was?.until ?? "");
  const [tried, setTried] = useState(false);

  const count = whole(interval, 1, most);
  const number = whole(day, 1, place === "day" ? 31 : mostWorkingDay);
  const inMonth = every === "month" || every === "year";
  const numbered = inMonth && (place === "day" || place === "workingDay");
  const missing = {
    interval: count === undefined,
    weekdays: every === "week" && on.length === 0,
    day: numbered && number === undefined,
  };
  const recurrence: Recurrence | undefined =
    count === undefined || missing.weekdays || missing.day
      ? undefined
      : {
          every,
          interval: count,
          ...(every === "week" ? { weekdays: weekdays.filter((each) => on.includes(each)) } : {}),
          ...(inMonth
            ? place === "day" || place === "lastDay"
              ? { day: place === "day" ? (number ?? 1) : -1 }
              : { workingDay: place === "workingDay" ? (number ?? 1) : -1 }
            : {}),
          ...(every === "year" ? { month } : {}),
          ...(until === "" ? {} : { until }),
        };

  return (
    <Dialog open onOpenChange={close}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (recurrence === undefined) return;
            save({ recurrence: { value: recurrence } });
            close();
          }}
        >
          <DialogBody>
            <DialogTitle>
              <FormattedMessage id="recurrence.title" values={{ title }} />
            </DialogTitle>
            <DialogContent className={styles.fields}>
              <p className={styles.quiet}>
                <FormattedMessage id="recurrence.intro" />
              </p>
              <div className={styles.line}>
                <Field
                  label={intl.formatMessage({ id: "recurrence.interval" })}
                  validationMessage={
                    tried && missing.interval
                      ? intl.formatMessage({ id: "recurrence.number" }, { least: 1, most })
                      : null
                  }
                >
                  <Input
                    type="number"
                    min={1}
                    max={most}
                    className={styles.number}
                    value={interval}
                    onChange={(_, { value }) => setInterval(value)}
                  />
                </Field>
                <Field label={intl.formatMessage({ id: "recurrence.unit" })}>
                  <Select
                    value={every}
                    onChange={(_, { value }) => setEvery(units.find((each) => each === value) ?? "month")}
                  >
                    {units.map((each) => (
                      <option key={each} value={each}>
                        {intl.formatMessage({ id: `recurrence.unit.${each}` })}
                      </option>
                    ))}
                  </Select>
                </Field>
                {every === "year" && (
                  <Field label={intl.formatMessage({ id: "recurrence.in-month" })}>
                    <Select value={String(month)} onChange={(_, { value }) => setMonth(Number(value))}>
                      {Array.from({ length: 12 }, (_, at) => at + 1).map((each) => (
                        <option key={each} value={each}>
                          {monthName(intl, each)}
                        </option>
                      ))}
                    </Select>
                  </Field>
                )}
              </div>
              {every === "week" && (
                <div role="group" aria-label={intl.formatMessage({ id: "recurrence.weekdays" })}>
                  <div className={styles.days}>
                    {weekdays.map((each) => (
                      <Checkbox
                        key={each}
                        label={weekdayName(intl, each)}
                        checked={on.includes(each)}
                        onChange={(_, { checked }) =>
                          setOn((now) =>
                            checked === true ? [...now, each] : now.filter((other) => other !== each),
                          )
                        }
                      />
                    ))}
                  </div>
                  {tried && missing.weekdays && (
                    <p role="alert">
                      <FormattedMessage id="recurrence.weekday-missing" />
                    </p>
                  )}
                </div>
              )}
              {inMonth && (
                <div className={styles.line}>
                  <Field label={intl.formatMessage({ id: "recurrence.place" })}>
                    <Select
                      value={place}
                      onChange={(_, { value }) => setPlace(places.find((each) => each === value) ?? "day")}
                    >
                      {places.map((each) => (
                        <option key={each} value={each}>
                          {intl.formatMessage({ id: `recurrence.place.${each}` })}
                        </option>
                      ))}
                    </Select>
                  </Field>
                  {numbered && (
                    <Field
                      label={intl.formatMessage({ id: "recurrence.which" })}
                      validationMessage={
                        tried && missing.day
                          ? intl.formatMessage(
                              { id: "recurrence.number" },
                              { least: 1, most: place === "day" ? 31 : mostWorkingDay },
                            )
                          : null
                      }
                    >
                      <Input
                        type="number"
                        min={1}
                        max={place === "day" ? 31 : mostWorkingDay}
                        className={styles.number}
                        value={day}
                        onChange={(_, { value }) => setDay(value)}
                      />
                    </Field>
                  )}
                </div>
              )}
              <Field
                label={intl.formatMessage({ id: "recurrence.ends" })}
                hint={intl.formatMessage({ id: "recurrence.ends-hint" })}
              >
                <Input
                  type="date"
                  min={today}
                  className={styles.date}
                  value={until}
                  onChange={(_, { value }) => setUntil(value)}
                />
              </Field>
              <div className={styles.preview} role="status">
                {recurrence === undefined ? (
                  <FormattedMessage id="recurrence.incomplete" />
                ) : (
                  <Preview board={board} card={card} recurrence={recurrence} />
                )}
              </div>
            </DialogContent>
            <DialogActions>
              {was !== undefined && (
                <Button
                  onClick={() => {
                    save({ recurrence: { value: null } });
                    close();
                  }}
                >
                  <FormattedMessage id="recurrence.stop" />
                </Button>
              )}
              <Button onClick={close}>
                <FormattedMessage id="action.cancel" />
              </Button>
              <Button type="submit" appearance="primary">
                <FormattedMessage id="action.save" />
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

/** The recurrence in words, and its next days as the server counts working days. */
function Preview(props: { board: string; card: string; recurrence: Recurrence }) {
  const styles = useStyles();
  const intl = useIntl();
  const sentence = useSentence();
  const recurrence = useDeferredValue(props.recurrence);
  const { data, error } = useQuery({
    ...recurrenceQuery(props.board, props.card, recurrence),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <strong>{recurrenceWords(intl, recurrence)}</strong>
      {error !== null && <p className={styles.quiet}>{sentence(error)}</p>}
      {data?.days.length === 0 && (
        <p className={styles.quiet}>
          <FormattedMessage id="recurrence.over" />
        </p>
      )}
      {data !== undefined && data.days.length > 0 && (
        <ul className={styles.dates} aria-label={intl.formatMessage({ id: "recurrence.next" })}>
          {data.days.map((day) => (
            <li key={day}>{longDate(intl, day)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
