import { OwnWords } from '#html'
import { type Locale } from '#i18n'

/** What somebody typed and what could not be taken, where its field is there no more: she can copy it from here. */
export function Unsent({ locale: { t }, text }: { locale: Locale; text: string }) {
  return (
    <section>
      <h2>{t('common-unsent')}</h2>
      <OwnWords text={text} />
    </section>
  )
}
