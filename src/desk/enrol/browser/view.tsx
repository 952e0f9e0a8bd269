/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { foldToken } from '#proof'
import { comparedText } from '../../../staff/vouch.ts'
import { shareOut } from '../../../vault/shares.ts'
import { ask } from '../../shell/browser/ask.ts'
import { fingerprintOf } from '../../shell/browser/fingerprint.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { type KeyPair, makeKeyPair, wrapIdentity } from '../../shell/browser/identity.ts'
import { createPasskey } from '../../shell/browser/passkey.ts'
import { linkTo } from '../../shell/browser/place.ts'
import { useWork, type Work } from '../../shell/browser/work.tsx'
import { RecoveryPanel, SharePanel, type Share } from './ceremony.tsx'
import { type InstallationStart, startInstallation } from './installation-start.ts'
import { NameForm } from './name-form.tsx'

type Showing =
  | { readonly panel: 'no-invitation' | 'name' }
  | { readonly panel: 'recovery'; readonly begin: () => void }
  | { readonly panel: 'share'; readonly share: Share; readonly kept: () => void }
  | { readonly panel: 'done'; readonly first: boolean; readonly fingerprint: string }

/** The holder of an invitation becomes a member. The token arrives in the address's fragment, which the browser sends nowhere. */
export function View() {
  const [token] = useState(takeToken)
  const [keys] = useState<Keys>({})
  const [showing, show] = useState<Showing>({ panel: token === '' ? 'no-invitation' : 'name' })
  const work = useWork()
  switch (showing.panel) {
    case 'no-invitation':
      return (
        <section class="panel" data-panel="no-invitation">
          <Heading>{t('desk-enrol-none-title')}</Heading>
          <p>{t('desk-enrol-none-lead')}</p>
        </section>
      )
    case 'name':
      return (
        <NameForm work={work} enrol={(name) => work.run(() => enrolAs({ name, token, keys, work, show }))} />
      )
    case 'recovery':
      return <RecoveryPanel begin={showing.begin} />
    case 'share':
      return <SharePanel key={showing.share.number} share={showing.share} kept={showing.kept} />
    case 'done':
      return <DonePanel first={showing.first} fingerprint={showing.fingerprint} />
  }
}

function DonePanel({ first, fingerprint }: { first: boolean; fingerprint: string }) {
  return (
    <section class="panel" data-panel="done" aria-labelledby="done-title">
      <Heading id="done-title">{t(first ? 'desk-enrol-first-done-title' : 'desk-enrol-done-title')}</Heading>
      <p data-part="done-lead">{t(first ? 'desk-enrol-first-done-lead' : 'desk-enrol-done-lead')}</p>
      {!first && (
        <p class="fingerprint" data-part="fingerprint">
          {fingerprint}
        </p>
      )}
      <p class="actions">
        <a class="button primary" href={linkTo('review')}>
          {t('desk-enrol-to-desk')}
        </a>
      </p>
    </section>
  )
}

/** Out of the address bar at once, so that it is in no history and under no shoulder. */
function takeToken(): string {
  const token = foldToken(location.hash.slice(1), 200)
  history.replaceState(null, '', location.pathname)
  return /^[\w-]{40,64}$/.test(token) ? token : ''
}

/** Made once for the page: a second attempt, with another authenticator, keeps the recovery key whose shares are on paper. */
interface Keys {
  member?: KeyPair
  installation?: InstallationStart
}

interface Enrolling {
  readonly name: string
  readonly token: string
  readonly keys: Keys
  readonly work: Work
  readonly show: (next: Showing) => void
}

async function enrolAs({ name, token, keys, work, show }: Enrolling): Promise<void> {
  const asked = await ask('enrolOptions', { token, name })
  if (asked.outcome !== 'options') return work.fail(t(`desk-problem-${asked.outcome}`))
  const member = (keys.member ??= await makeKeyPair())
  let { options } = asked
  if (asked.first && !keys.installation) {
    const started = await startInstallation(member.recipient)
    await handOutShares(await shareOut(started.recovery.identity), show)
    keys.installation = started
    // Writing takes longer than a challenge lives.
    const again = await ask('enrolOptions', { token, name })
    show({ panel: 'name' })
    if (again.outcome !== 'options') return work.fail(t(`desk-problem-${again.outcome}`))
    options = again.options
  }
  const created = await createPasskey(options as Parameters<typeof createPasskey>[0], {
    touchAgain: () => work.fail(t('desk-enrol-again')),
  })
  const passkey = { credential: created.response.id, key: created.key }
  const installation = asked.first ? keys.installation : undefined
  const { outcome } = await ask('enrol', {
    token,
    name,
    response: created.response,
    recipient: member.recipient,
    wrappedIdentity: await wrapIdentity(member, created.prf, passkey),
    installation: installation?.forServer ?? null,
  })
  if (outcome !== 'enrolled') return work.fail(t(`desk-problem-${outcome}`))
  const fingerprint = await fingerprintOf(comparedText({ ...member, ...passkey }))
  show({ panel: 'done', first: installation !== undefined, fingerprint })
}

/** One keeper after another; it goes on when all the shares have been checked from their papers. */
async function handOutShares(shares: readonly string[], show: Enrolling['show']): Promise<void> {
  await new Promise<void>((begin) => show({ panel: 'recovery', begin }))
  for (const [at, text] of shares.entries())
    await new Promise<void>((kept) =>
      show({ panel: 'share', share: { text, number: at + 1, of: shares.length }, kept }),
    )
}
