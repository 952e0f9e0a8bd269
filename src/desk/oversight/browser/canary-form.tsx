/** @jsxImportSource preact */
import { type Language, LANGUAGE, languagesCovering } from '../../../i18n/languages.ts'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { branchName } from '../../shell/browser/branch-name.ts'
import { language, t } from '../../shell/browser/i18n.ts'
import { touching } from '../../shell/browser/session.ts'
import { Button, type Work } from '../../shell/browser/work.tsx'
import { sealCanary } from './seal-canary.ts'

type Canary = NonNullable<Reply<'oversight'>['canary']>

/** Somebody who does not exist, composed and sealed in this browser. */
export function CanaryForm({ placed, boxes, work }: Canary & { work: Work }) {
  return (
    <section class="overseen" aria-labelledby="canary-title">
      <h2 id="canary-title">{t('desk-canary-title')}</h2>
      <p>{t('desk-canary-count', { count: placed })}</p>
      <p class="soft">{t('desk-canary-lead')}</p>
      <form
        data-part="canary-form"
        class="canary"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          work.run(() => place(form, boxes, work))
        }}
      >
        <p class="fields">
          <label>
            {t('desk-canary-branch')}
            <select name="box">
              {boxes.map(({ draft, branch }) => (
                <option value={draft.id} key={draft.id}>
                  {branchName(branch)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('desk-canary-language')}
            <select name="language">
              {languagesCovering('site').map((one) => (
                <option value={one} key={one} selected={one === language.get()}>
                  {LANGUAGE[one].name}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('desk-canary-name')}
            <input id="canary-name" type="text" name="name" required maxLength={60} autocomplete="off" />
          </label>
          <label>
            {t('desk-canary-contact')}
            <input
              id="canary-contact"
              type="text"
              name="contact"
              required
              maxLength={200}
              autocomplete="off"
            />
          </label>
        </p>
        <label>
          {t('desk-canary-words')}
          <textarea id="canary-words" name="words" rows={3} maxLength={1000} required dir="auto" />
        </label>
        <p class="actions">
          <Button type="submit">{t('desk-canary-place')}</Button>
        </p>
      </form>
    </section>
  )
}

async function place(form: HTMLFormElement, boxes: Canary['boxes'], work: Work): Promise<void> {
  const said = new FormData(form)
  const text = (name: string) => String(said.get(name))
  const to = boxes.find(({ draft }) => draft.id === said.get('box'))
  if (!to) return work.fail(t('desk-canary-refused'))
  const canary = await sealCanary(
    {
      name: text('name'),
      words: text('words'),
      contact: text('contact'),
      language: text('language') as Language, // one of the options
    },
    to,
  )
  const { outcome } = await touching(() => ask('canaryPlace', canary))
  if (outcome === 'refused') return work.fail(t('desk-canary-refused'))
  form.reset()
  work.tell(t('desk-canary-placed'))
}
