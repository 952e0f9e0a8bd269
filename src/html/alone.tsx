import { raw } from 'hono/html'
import { type Child } from 'hono/jsx'
import { LANGUAGE, type Language, LANGUAGES, type Locale, localeFor, speaks } from '#i18n'
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
 * A page that is one file and speaks every language: it works where there is no network, and is the same wherever it is kept. It
 * brings its script and its style with it.
 */
export function alonePage({ data, timeZone, ...alone }: Alone): string {
  const { assets, name, sample, body } = alone
  const words = (language: Language) => localeFor(language, { sample })
  return String(
    <>
      {DOCTYPE}
      <html lang="en">
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
            <label for="language">
              {LANGUAGES.map((language) => words(language).t('common-language')).join(' · ')}
            </label>
            <select id="language" autocomplete="off">
              {LANGUAGES.map((language) => (
                <option value={language}>{LANGUAGE[language].name}</option>
              ))}
            </select>
          </nav>
          <main data-part="page"></main>
          <noscript>
            {LANGUAGES.map((language) => (
              <p {...speaks(language)}>{words(language).t('common-needs-script')}</p>
            ))}
          </noscript>
          {LANGUAGES.map((language) => (
            <template data-language={language} data-tag={LANGUAGE[language].tag}>
              {body(words(language))}
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
