/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { Button, type Work } from '../../shell/browser/work.tsx'

interface NameFormProps {
  readonly work: Work
  readonly enrol: (name: string) => void
}

export function NameForm({ work, enrol }: NameFormProps) {
  const [name, setName] = useState('')
  return (
    <section class="panel" data-panel="name" aria-labelledby="enrol-title">
      <Heading id="enrol-title">{t('desk-enrol-title')}</Heading>
      <p>{t('desk-enrol-lead')}</p>
      <form
        data-part="name-form"
        onSubmit={(event) => {
          event.preventDefault()
          enrol(name)
        }}
      >
        <label for="name">{t('desk-enrol-name')}</label>
        <p class="soft small-print" id="name-help">
          {t('desk-enrol-name-help')}
        </p>
        <input
          id="name"
          name="name"
          type="text"
          maxLength={80}
          required
          autocomplete="off"
          aria-describedby="name-help"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <p class="actions">
          <Button type="submit" class="primary">
            {t('desk-enrol-button')}
          </Button>
        </p>
      </form>
      <p class="problem" role="alert" data-part="problem">
        {work.problem}
      </p>
      <details>
        <summary>{t('desk-enrol-which-keys')}</summary>
        <p>{t('desk-enrol-which-keys-text')}</p>
      </details>
    </section>
  )
}
