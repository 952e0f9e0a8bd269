import { count, momentName, type Locale } from '#i18n'

/** The two values of `common-as-of`: an instant on the centre's clock, and whose clock that is. */
export function moment(locale: Locale, instant: string, timeZone: string): { moment: string; zone: string } {
  return { moment: momentName(locale, new Date(instant), timeZone), zone: zoneName(locale, timeZone) }
}

/** What a zone is called: the centre's usual one by the catalogue, any other by its IANA name. */
export function zoneName({ t }: Locale, timeZone: string): string {
  return timeZone === 'Asia/Shanghai' ? t('common-zone-beijing') : timeZone
}

/** How many are taken off a sum. Isolated: from right to left the minus would stand behind its figure. */
export function taken(locale: Locale, people: number): string {
  return people > 0 ? `\u2066−${count(locale, people)}\u2069` : count(locale, 0)
}

/** How large a download is, to two digits: enough to decide by. */
export function fileSize({ language }: Locale, bytes: number): string {
  const [unit, size] =
    bytes < 1_000_000 ? (['kilobyte', bytes / 1_000] as const) : (['megabyte', bytes / 1_000_000] as const)
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumSignificantDigits: 2 }).format(size)
}
