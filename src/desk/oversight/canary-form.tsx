import { type CanaryBox } from '#oversight'
import { LANGUAGE, languagesCovering, type Locale } from '#i18n'

interface CanaryFormProps {
  readonly locale: Locale
  readonly placed: number
  readonly boxes: readonly CanaryBox[]
  readonly named: (id: string) => string
}

/** Somebody who does not exist, composed and sealed in this browser. */
export function CanaryForm({ locale: { t, language }, placed, boxes, named }: CanaryFormProps) {
  return (
    <section class="overseen" aria-labelledby="canary-title">
      <h2 id="canary-title">{t('desk-canary-title')}</h2>
      <p>{t('desk-canary-count', { count: placed })}</p>
      <p class="soft">{t('desk-canary-lead')}</p>
      <form data-part="canary-form" class="canary">
        <p class="fields">
          <label>
            {t('desk-canary-branch')}
            <select name="box">
              {boxes.map(({ branch, draft, contact }) => (
                <option
                  value={draft.id}
                  data-recipient={draft.recipient}
                  data-contact={contact.id}
                  data-contact-recipient={contact.recipient}
                >
                  {named(branch)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('desk-canary-language')}
            <select name="language">
              {languagesCovering('site').map((one) => (
                <option value={one} selected={one === language}>
                  {LANGUAGE[one].name}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('desk-canary-name')}
            <input type="text" name="name" required maxlength={60} autocomplete="off" />
          </label>
          <label>
            {t('desk-canary-contact')}
            <input type="text" name="contact" required maxlength={200} autocomplete="off" />
          </label>
        </p>
        <label>
          {t('desk-canary-words')}
          <textarea name="words" rows={3} maxlength={1000} required dir="auto"></textarea>
        </label>
        <p class="actions">
          <button type="submit">{t('desk-canary-place')}</button>
        </p>
      </form>
    </section>
  )
}
