import { type Context } from 'hono'
import { type Language, languageFor, type Locale, localeFor } from '#i18n'
import { type DeskDeps } from '../deps.ts'
import { type Guarded } from '../shell/contract.ts'

/** What every document is given. */
export interface DocumentContext {
  readonly locale: Locale
  readonly assets: DeskDeps['assets']
  readonly sample: boolean
  /** Of whoever is signed in. */
  readonly name: string | null
}

export function contextOf(c: Context<Guarded>, { assets, sample }: DeskDeps): DocumentContext {
  const locale = localeFor(languageOf(c), { sample })
  return { locale, assets, sample, name: c.get('session')?.name ?? null }
}

/** The operator's, whatever the people beside her speak. */
export function languageOf(c: Context<Guarded>): Language {
  return languageFor('desk', c.req.param('language') ?? '')
}

export const deskAt = (language: Language) => `/${language}/`
export const choiceAt = (language: Language) => `/${language}/in-person`
export const declareAt = (language: Language, branch: string) => `/${language}/branch/${branch}/declare`
