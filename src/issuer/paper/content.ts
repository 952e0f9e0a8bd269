import { type Centre } from '#config'
import { type Certificate, type Check, numberInFours } from '#proof'
import { birthName, dayName, LANGUAGE, type Language, type Locale, localeFor, type MessageKey } from '#i18n'

/** What goes on the paper besides what the certificate says. */
export interface Paper {
  readonly certificate: Certificate
  /** The holder's language, and one more for whoever reads it. */
  readonly languages: readonly [Language, Language]
  /** The signed checkpoint in which the leaf stands. */
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string }
  /** SHA-256 of the root's certificate, in hexadecimal digits. */
  readonly root: string
  /** The address that the code holds; a draft has none that says anything. */
  readonly link: string
  /** What is typed beside the number where there is no camera (`lookUpCodeOf`); null for a draft. */
  readonly lookUpCode: string | null
  /** The credential as it is attached; null for a draft. */
  readonly credential: string | null
  readonly sample: boolean
  readonly draft: boolean
  /** Who issues it: an office that doubts asks by another way than what is printed in a code. */
  readonly centre: Pick<Centre, 'name' | 'address' | 'contact'>
}

interface Text {
  readonly text: string
  readonly lang: string
  readonly rtl: boolean
}

interface Row {
  readonly label: readonly Text[]
  readonly values: readonly Text[]
  readonly large: boolean
}

/** The page as data for the template: every word of it, in both languages. The same input gives the same bytes. */
export function paperContent(paper: Paper): string {
  const { certificate, languages, root, link, lookUpCode, credential, draft, sample } = paper
  const locales = languages.map((language) => localeFor(language, { sample }))
  const both = (key: MessageKey, values: Record<string, string> = {}) =>
    locales.map(({ t, language }) => inLanguage(t(key, values), language))
  const [first] = languages
  const stamp = [draft && 'certificate-draft', sample && 'certificate-sample'].flatMap((key) =>
    key === false ? [] : [locales[0]?.t(key as MessageKey) ?? ''],
  )
  return JSON.stringify({
    lang: withoutScript(first),
    region: REGION_OF_SCRIPT[LANGUAGE[first].script] ?? null,
    title: `${locales[0]?.t('certificate-title')} ${numberInFours(certificate.number)}`,
    date: certificate.issued.split('-').map(Number),
    issuer: new URL(certificate.issuer).host,
    centre: centreOf(paper.centre, languages),
    number: numberInFours(certificate.number),
    stamp: stamp.join(' · '),
    tight: isLong(paper),
    heading: both('certificate-title'),
    says: both('certificate-says'),
    organisations: organisationsOf(certificate).map((key) => both(key)),
    ...rowsOf(paper, locales, both),
    labels: {
      number: both('certificate-number'),
      lookUp: both('certificate-look-up'),
      contact: both('certificate-contact'),
    },
    lookUp: lookUpCode === null ? '' : numberInFours(lookUpCode),
    verify: both('certificate-verify'),
    how: [
      both('certificate-verify-camera'),
      both('certificate-verify-type', { address: `${new URL(certificate.issuer).host}/v` }),
      both('certificate-verify-offline'),
      both('certificate-verify-root'),
    ],
    fingerprint: (root.match(/.{1,8}/g) ?? []).map((group) => group.toUpperCase()),
    alt: locales[0]?.t('certificate-code') ?? '',
    link,
    attachment:
      credential === null
        ? null
        : {
            name: `${certificate.number}.sd-jwt`,
            bytes: credential,
            description: locales[0]?.t('certificate-title') ?? '',
          },
  })
}

function rowsOf(
  { certificate, checkpoint }: Paper,
  locales: readonly Locale[],
  both: (key: MessageKey, values?: Record<string, string>) => Text[],
): { holder: Row[]; dates: Row[]; rows: Row[] } {
  const { holder, declaration, checks, leaf, issued } = certificate
  const days = (day: string) => locales.map((one) => inLanguage(dayName(one, day), one.language))
  const row = (key: MessageKey, values: readonly Text[], { large = false } = {}): Row => ({
    label: both(key),
    values,
    large,
  })
  const place = {
    index: leaf.index.toLocaleString('en'),
    size: checkpoint.size.toLocaleString('en'),
    origin: checkpoint.origin,
  }
  const born = holder.kind === 'named' ? holder : null
  return {
    holder:
      born === null
        ? [row('certificate-holder-pseudonym', [asTyped(holder.name)], { large: true })]
        : [
            row('certificate-holder', [asTyped(born.name)], { large: true }),
            row('certificate-holder-latin', [asTyped(born.latin)], { large: true }),
            row(
              'certificate-born',
              locales.map((one) => inLanguage(birthName(one, born.born), one.language)),
            ),
            ...(born.birthplace === '' ? [] : [row('certificate-birthplace', [asTyped(born.birthplace)])]),
          ],
    dates: [
      row('certificate-received', days(declaration.received)),
      row('certificate-registered', days(declaration.registered)),
      row('certificate-issued', days(issued)),
    ],
    rows: [
      row('certificate-ledger', [
        ...both('certificate-ledger-place', place),
        asTyped((checkpoint.root.match(/.{1,11}/g) ?? []).join(' ')),
      ]),
      row('certificate-checked', checksIn(checks, locales)),
      row('certificate-not-checked', both(`certificate-not-checked-${holder.kind}`)),
    ],
  }
}

function checksIn(checks: readonly Check[], locales: readonly Locale[]): Text[] {
  return locales.map((one) => {
    const { t, language } = one
    const each = checks.map(({ what, how, day }) =>
      t('certificate-check', {
        name: t(`certificate-checked-${what}`),
        text: t(`certificate-checked-${how}`),
        day: dayName(one, day),
      }),
    )
    const all =
      each.length === 0 ? t('certificate-checked-none') : each.join(t('certificate-check-separator'))
    return inLanguage(all, language)
  })
}

/** Its names, and where it is asked. What it has not said stands nowhere. */
function centreOf(
  { name, address, contact }: Paper['centre'],
  languages: readonly Language[],
): { names: Text[]; reach: Text[]; small: boolean } {
  const called = [...new Map(languages.map((language) => [name[language], language]))]
  const names = called.filter(([one]) => one !== '').map(([one, language]) => inLanguage(one, language))
  const reach = [address, contact].filter((one) => one !== '').map(asTyped)
  const { length } = [...names, ...reach].map(({ text }) => text).join('')
  return { names, reach, small: length > 150 }
}

/** More than what usually stands on it: set closer, it is one page all the same. */
function isLong({ certificate: { holder, checks }, languages, centre }: Paper): boolean {
  const names = holder.kind === 'named' ? holder.name + holder.latin + holder.birthplace : holder.name
  return names.length > 90 || checks.length > 2 || centreOf(centre, languages).small
}

const ORGANISATIONS = ['party', 'league', 'pioneers'] as const

function organisationsOf({ declaration: { left } }: Certificate): MessageKey[] {
  const named = ORGANISATIONS.filter((name) => left[name]).map((name) => `organisations-${name}` as const)
  return named.length === 0 ? ['certificate-not-stated'] : named
}

/** Typst tells scripts by the region: whose forms of the same characters are drawn. */
const REGION_OF_SCRIPT: Readonly<Record<string, string>> = { Hans: 'cn', Hant: 'tw' }

function withoutScript(language: Language): string {
  return new Intl.Locale(LANGUAGE[language].tag).language
}

function inLanguage(text: string, language: Language): Text {
  return { text, lang: withoutScript(language), rtl: LANGUAGE[language].direction === 'rtl' }
}

/** A name as its holder writes it: whichever way its letters run. */
function asTyped(text: string): Text {
  const isTibetan = /\p{Script=Tibetan}/u.test(text)
  const isArabic = /\p{Script=Arabic}/u.test(text)
  const isHan = /\p{Script=Han}/u.test(text)
  return { text, lang: isTibetan ? 'bo' : isArabic ? 'ug' : isHan ? 'zh' : 'en', rtl: isArabic }
}
