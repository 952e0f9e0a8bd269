import { OwnWords } from '#html'
import { type Words } from '#i18n'

/** What somebody typed and what could not be taken, where its field is there no more: she can copy it from here. */
export function Unsent({ words: { t }, text }: { words: Words; text: string }) {
  return (
    <section>
      <h2>{t('common-unsent')}</h2>
      <OwnWords text={text} />
    </section>
  )
}
