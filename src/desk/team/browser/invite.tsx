/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../shell/browser/i18n.ts'
import { Button } from '../../shell/browser/work.tsx'
import { type Gives, type Granted, useRoleFields } from './role-fields.tsx'

interface InviteProps {
  readonly gives: Gives
  /** The link of the last invitation, or of who comes back. */
  readonly link: string
  readonly invite: (given: Granted) => void
}

export function Invite({ gives, link, invite }: InviteProps) {
  const { fields, chosen } = useRoleFields(gives)
  return (
    <section aria-labelledby="invite-title" class="invite">
      <h2 id="invite-title">{t('desk-invite-title')}</h2>
      <p>{t('desk-invite-lead')}</p>
      <form
        data-part="invite-form"
        onSubmit={(event) => {
          event.preventDefault()
          invite(chosen)
        }}
      >
        {fields}
        <p class="actions">
          <Button type="submit" class="primary">
            {t('desk-invite-button')}
          </Button>
        </p>
      </form>
      {link !== '' && <Link link={link} />}
    </section>
  )
}

function Link({ link }: { link: string }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [link])
  return (
    <div data-part="invitation">
      <label for="invitation-link">{t('desk-invite-link')}</label>
      <input
        id="invitation-link"
        type="text"
        readOnly
        class="link-once"
        data-part="link"
        value={link}
        ref={field}
      />
      <p class="soft small-print">{t('desk-invite-once')}</p>
    </div>
  )
}
