import { useEffect, useState, type ReactNode } from "react";
import { IntlProvider } from "react-intl";
import de from "./de.json";

export type Messages = typeof de;

declare global {
  // react-intl reads the known ids from here, so that a wrong one does not compile.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace FormatjsIntl {
    interface Message {
      ids: keyof Messages;
    }
  }
}

const others: Readonly<Record<string, () => Promise<Messages>>> = {
  en: () => import("./en.json").then((module) => module.default),
};

/** German is there from the start; another language comes as its own small file. */
export function Texts({ locale, children }: { locale: string; children: ReactNode }) {
  const [loaded, setLoaded] = useState<{ locale: string; messages: Messages }>({
    locale: "de",
    messages: de,
  });
  useEffect(() => {
    let wanted = true;
    const load = others[locale] ?? (() => Promise.resolve(de));
    void load().then((messages) => {
      if (wanted) setLoaded({ locale, messages });
    });
    return () => {
      wanted = false;
    };
  }, [locale]);
  if (loaded.locale !== locale) return null;
  return (
    <IntlProvider locale={loaded.locale} messages={loaded.messages} defaultLocale="de">
      {children}
    </IntlProvider>
  );
}
