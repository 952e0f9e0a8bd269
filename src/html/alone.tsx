import { raw } from 'hono/html'
import { type Child } from 'hono/jsx'
import { FIRST_LANGUAGE, LANGUAGE, type Language, LANGUAGES, type Locale, localeFor, speaks } from '#i18n'
import { type Asset, type Assets } from './assets.ts'
import { DOCTYPE } from './layout.tsx'

interface Alone {
  /** `name.js` and `name.css` of these are written into the page. */
  readonly assets: Assets
  readonly name: string
  readonly sample: boolean
  /** Of the centre, where its script makes days. */
  readonly timeZone?: string
  /** Whether its script may ask the site that it came from. */
  readonly asksSite: boolean
  /** The languages that it holds; its own first. */
  readonly languages: readonly Language[]
  /** Where the same page is in the others. */
  readonly elsewhere?: Readonly<Partial<Record<Language, string>>>
  /** What it says, in one language. */
  readonly body: (locale: Locale) => Child
  /** What its script reads, as JSON; it is no markup, whatever stands in it. */
  readonly data?: string
}

/** What a browser lets such a page do: run these two, by their hashes, and nothing else. */
export function alonePolicy({ assets, name, asksSite }: Pick<Alone, 'assets' | 'name' | 'asksSite'>): string {
  return [
    "default-src 'none'",
    `script-src '${assets.get(`${name}.js`)?.integrity}'`,
    `style-src '${assets.get(`${name}.css`)?.integrity}'`,
    ...(asksSite ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

/**
 * A page that is one file: it works where there is no network, and is the same wherever it is kept. It brings its script and its style
 * with it, and the languages that it is to hold; the others it names, with the address where the same page is in them.
 */
export function alonePage({ data, timeZone, ...alone }: Alone): string {
  const { assets, name, sample, languages, elsewhere = {}, body } = alone
  const locale = (language: Language) => localeFor(language, { sample })
  const [own = FIRST_LANGUAGE] = languages
  const offered = LANGUAGES.filter((language) => languages.includes(language) || elsewhere[language])
  return String(
    <>
      {DOCTYPE}
      <html lang={LANGUAGE[own].tag} dir={LANGUAGE[own].direction}>
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content={alonePolicy(alone)} />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <title>Exeunt</title>
          <style>{inline(assets.get(`${name}.css`))}</style>
        </head>
        <body data-zone={timeZone}>
          <nav>
            <label for="language" data-part="language">
              {locale(own).t('common-language')}
            </label>
            <select id="language" autocomplete="off">
              {offered.map((language) => (
                <option
                  value={language}
                  selected={language === own}
                  data-page={languages.includes(language) ? undefined : elsewhere[language]}
                  {...speaks(language)}
                >
                  {LANGUAGE[language].name}
                </option>
              ))}
            </select>
          </nav>
          <main data-part="page"></main>
          <noscript>
            {offered.map((language) => (
              <p {...speaks(language)}>{locale(language).t('common-needs-script')}</p>
            ))}
          </noscript>
          {languages.map((language) => (
            <template
              data-language={language}
              data-tag={LANGUAGE[language].tag}
              data-direction={LANGUAGE[language].direction}
              data-label={locale(language).t('common-language')}
            >
              {body(locale(language))}
            </template>
          ))}
          {data !== undefined && <template data-part="data">{data}</template>}
          <script>{inline(assets.get(`${name}.js`))}</script>
        </body>
      </html>
    </>,
  )
}

/** Byte for byte: the policy names its hash. */
function inline(asset: Asset | undefined) {
  return raw(Buffer.from(asset?.bytes ?? []).toString('utf8'))
}
