import { DOCTYPE, GAP, OwnLine, WithElement } from '#html'
import { FIRST_LANGUAGE, LANGUAGE, languagesCovering, localeFor, speaks } from '#i18n'
import { type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'

/** The door without a language: what this is, in each of them. The browser's own preference is not read. */
export function LanguagesPage({ locale, assets, sample, centre }: PageContext) {
  const { t } = locale
  return (
    <>
      {DOCTYPE}
      <html lang={LANGUAGE[FIRST_LANGUAGE].tag} dir={LANGUAGE[FIRST_LANGUAGE].direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{t('common-site-name')}</title>
          <link rel="stylesheet" href={assets.get('style.css')?.url ?? ''} />
          <link rel="icon" href={assets.get('icon.svg')?.url ?? ''} />
        </head>
        <body class="door">
          {sample && (
            <aside class="sample">
              {languagesCovering('site').map((language) => (
                <div {...speaks(language)}>{localeFor(language, { sample }).t('common-sample-banner')}</div>
              ))}
            </aside>
          )}
          <nav class="leave" aria-label={t('common-leave')}>
            <a href={routes.elsewhere} rel="noreferrer">
              {languagesCovering('site').map((language, nth) => (
                <>
                  {nth > 0 && ' · '}
                  <span {...speaks(language)}>{localeFor(language, { sample }).t('common-leave')}</span>
                </>
              ))}
            </a>
          </nav>
          <main>
            <h1 translate="no">{t('common-site-name')}</h1>
            {languagesCovering('site').map((language) => {
              const own = localeFor(language, { sample }).t
              const name = centre.name[language]
              return (
                <section {...speaks(language)}>
                  <h2>
                    <a href={routes.home(language)} hreflang={LANGUAGE[language].tag}>
                      {LANGUAGE[language].name}
                    </a>
                  </h2>
                  <p>{own('door-what')}</p>
                  {name !== '' && (
                    <p class="note">
                      <WithElement text={own('about-run-by', { name: GAP })}>
                        <OwnLine>{name}</OwnLine>
                      </WithElement>
                    </p>
                  )}
                </section>
              )
            })}
          </main>
        </body>
      </html>
    </>
  )
}
