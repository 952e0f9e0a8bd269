import { DOCTYPE } from '#html'
import { LANGUAGE_NAME, LANGUAGE_TAG, LANGUAGES } from '#words'
import { type PageContext } from '../page.tsx'
import { routes } from '../routes.ts'

/** The door without a language: three words to choose from. The browser's own preference is not read. */
export function LanguagesPage({ words, assets }: PageContext) {
  const { t } = words
  return (
    <>
      {DOCTYPE}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{t('common-site-name')}</title>
          <link rel="stylesheet" href={assets.get('style.css')?.url ?? ''} />
          <link rel="icon" href={assets.get('icon.svg')?.url ?? ''} />
        </head>
        <body class="door">
          <main>
            <h1>{t('common-site-name')}</h1>
            <ul>
              {LANGUAGES.map((language) => (
                <li>
                  <a
                    href={routes.home(language)}
                    lang={LANGUAGE_TAG[language]}
                    hreflang={LANGUAGE_TAG[language]}
                  >
                    {LANGUAGE_NAME[language]}
                  </a>
                </li>
              ))}
            </ul>
          </main>
        </body>
      </html>
    </>
  )
}
