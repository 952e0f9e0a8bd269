/** @jsxImportSource preact */
import { type ComponentChildren } from 'preact'
import { Dialog } from '../../shell/browser/dialog.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { type Gives, type Granted, useRoleFields } from './role-fields.tsx'

interface Asking {
  /** Only the button that says yes says it. */
  readonly answered: (isYes: boolean) => void
}

interface AdmitProps extends Asking {
  readonly asked: { readonly member: { readonly name: string }; readonly fingerprint: string }
}

export function AdmitDialog({ asked: { member, fingerprint }, answered }: AdmitProps) {
  return (
    <Dialog id="admit" answered={(value) => answered(value === 'yes')}>
      <h2 id="admit-title">{t('desk-admit-title')}</h2>
      <p>{t('desk-admit-compare', { name: member.name })}</p>
      <p class="fingerprint" data-part="fingerprint">
        {fingerprint}
      </p>
      <p class="soft">{t('desk-admit-warning')}</p>
      <Choices yes={t('desk-admit-same')} wants="yes" />
    </Dialog>
  )
}

/** Of what cannot be taken back: what the dialog would rather hear is no. */
export function SureDialog({ of, name, answered }: Asking & { of: 'return' | 'remove'; name: string }) {
  return (
    <Dialog id={of} answered={(value) => answered(value === 'yes')}>
      <h2 id={`${of}-title`}>{t(`desk-${of}-title`)}</h2>
      <p>{t(`desk-${of}-sure`, { name })}</p>
      <p class="soft">{t(`desk-${of}-note`)}</p>
      <Choices yes={t(`desk-${of}`)} wants="no" />
    </Dialog>
  )
}

interface GiveProps {
  readonly gives: Gives
  readonly name: string
  readonly answered: (given: Granted | null) => void
}

export function GiveDialog({ gives, name, answered }: GiveProps) {
  const { fields, chosen } = useRoleFields(gives)
  return (
    <Dialog id="role-give" answered={(value) => answered(value === 'yes' ? chosen : null)}>
      <h2 id="role-give-title">{t('desk-role-give-title')}</h2>
      <p>{t('desk-role-give-lead', { name })}</p>
      <Choices yes={t('desk-role-give-button')} wants="yes">
        {fields}
        <p class="soft">{t('desk-role-give-note')}</p>
      </Choices>
    </Dialog>
  )
}

interface ChoicesProps {
  readonly yes: string
  readonly wants: 'yes' | 'no'
  readonly children?: ComponentChildren
}

function Choices({ yes, wants, children }: ChoicesProps) {
  return (
    <form method="dialog">
      {children}
      <p class="actions">
        <button type="submit" class={wants === 'yes' ? 'primary' : undefined} value="yes">
          {yes}
        </button>
        <button type="submit" class={wants === 'no' ? 'primary' : undefined} value="no" formNoValidate>
          {t('desk-cancel')}
        </button>
      </p>
    </form>
  )
}
