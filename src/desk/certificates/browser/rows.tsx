/** @jsxImportSource preact */
import { numberInFours } from '#proof'
import { type Reply } from '../../shell/browser/ask.ts'
import { branchName } from '../../shell/browser/branch-name.ts'
import { dayInWords } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'
import { Button } from '../../shell/browser/work.tsx'

type Lists = Reply<'certificates'>
type Changes = Lists['changes']
/** A state that is asked for, and why. */
export interface Change {
  readonly state: keyof Changes
  readonly reason: Changes[keyof Changes][number]
}

interface WaitingProps {
  readonly waiting: Lists['open'][number]
  readonly open: () => void
}

export function WaitingRow({ waiting, open }: WaitingProps) {
  const { request, reference, day, days, branch, state, waitsFor, isLate } = waiting
  const place = waitsFor === null ? '' : branchName(waitsFor)
  return (
    <li class="request" data-request={request}>
      <p>
        <code>{reference}</code> {branchName(branch)} ·{' '}
        {t('certificates-asked', { day: dayInWords(day), count: days })} ·{' '}
        <strong data-part="state">{t(`certificates-state-${state}`, { place })}</strong>{' '}
        {isLate && <strong class="late">{t('certificates-late')}</strong>}
      </p>
      <p class="actions">
        <Button act="open" class={state === 'approving' ? undefined : 'primary'} onPress={open}>
          {t('certificates-show')}
        </Button>
      </p>
    </li>
  )
}

interface RevokeProps {
  readonly certificate: Lists['toRevoke'][number]
  readonly revoke: () => void
}

export function RevokeRow({ certificate: { number, day, branch, withdrawn, asked }, revoke }: RevokeProps) {
  return (
    <li class="request" data-number={number}>
      <p>
        <code>{numberInFours(number)}</code> {branchName(branch)} ·{' '}
        {t('certificates-issued-on', { day: dayInWords(day) })} ·{' '}
        <strong>{t('certificates-withdrawn-on', { day: dayInWords(withdrawn) })}</strong>
      </p>
      {asked ? (
        <p class="soft">{t('certificates-revoke-asked')}</p>
      ) : (
        <p class="actions">
          <Button act="revoke" class="primary" onPress={revoke}>
            {t('certificates-revoke')}
          </Button>
        </p>
      )}
    </li>
  )
}

interface IssuedProps {
  readonly certificate: Lists['issued'][number]
  readonly changes: Changes
  readonly file: () => void
  readonly handOver: () => void
  readonly change: (to: Change) => void
}

export function IssuedRow({ certificate, changes, file, handOver, change }: IssuedProps) {
  const { number, day, branch, state, successor, kept, handedOver } = certificate
  const ended = state === 'revoked' || state === 'superseded' || state === 'withdrawn'
  return (
    <li class="request" data-number={number}>
      <p>
        <code>{numberInFours(number)}</code> {branchName(branch)} ·{' '}
        {t('certificates-issued-on', { day: dayInWords(day) })} ·{' '}
        <strong>{t(`certificates-state-${state}`)}</strong>{' '}
        {successor && <code>{numberInFours(successor)}</code>}{' '}
        {handedOver && t('certificates-handed-over', { day: dayInWords(handedOver) })}
      </p>
      <p class="actions">
        {kept && (
          <Button act="file" onPress={file}>
            {t('certificates-file')}
          </Button>
        )}
        {!handedOver && !ended && (
          <Button act="hand-over" onPress={handOver}>
            {t('certificates-hand-over')}
          </Button>
        )}
      </p>
      {!ended && <ChangeForm state={state} changes={changes} change={change} />}
    </li>
  )
}

interface ChangeProps extends Pick<IssuedProps, 'changes' | 'change'> {
  readonly state: string
}

function ChangeForm({ state, changes, change }: ChangeProps) {
  const offered = (Object.keys(changes) as (keyof Changes)[])
    .filter((to) => to !== state)
    .flatMap((to) => changes[to].map((reason): Change => ({ state: to, reason })))
  const valueOf = (to: Change) => `${to.state} ${to.reason}`
  return (
    <details>
      <summary>{t('certificates-change')}</summary>
      <form
        data-part="change"
        class="inline"
        onSubmit={(event) => {
          event.preventDefault()
          const chosen = event.currentTarget.querySelector('select')?.value
          const to = offered.find((one) => valueOf(one) === chosen)
          if (to) change(to)
        }}
      >
        <label>
          {t('certificates-change-to')}{' '}
          <select name="change">
            {offered.map((to) => (
              <option value={valueOf(to)} key={valueOf(to)}>
                {t(`certificates-state-${to.state}`)}: {t(`certificates-reason-${to.reason}`)}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit">{t('certificates-change-ask')}</Button>
      </form>
    </details>
  )
}
