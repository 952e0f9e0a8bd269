import { type Locale } from '#i18n'

/** Within how many days most are decided; null where nothing can be said. */
export type Pace = () => Promise<number | null>

/**
 * How long it takes until somebody reads a declaration, as it was lately. Nobody has a place in a queue: cases are drawn by chance.
 * Nothing is said where few were decided.
 */
export function PacePart({ locale: { t }, days }: { locale: Locale; days: number | null }) {
  return days === null ? null : <p class="note">{t('return-pace', { days })}</p>
}
