import { foldToken } from '#proof'
import { type EnrolReply } from '../../old/wire.ts'
import { shareOut } from '../../../vault/shares.ts'
import { comparedText } from '../../../staff/vouch.ts'
import { ask } from '../../old/browser/ask.ts'
import { handOutShares } from './ceremony.ts'
import { fingerprintOf } from '../../shell/browser/fingerprint.ts'
import { type InstallationStart, startInstallation } from './installation-start.ts'
import { makeKeyPair, type KeyPair, wrapIdentity } from '../../shell/browser/identity.ts'
import { part, partAs, phrase } from '../../../html/browser/page.ts'
import { showPanel } from '../../old/browser/page.ts'
import { createPasskey } from '../../shell/browser/passkey.ts'
import { problemOf } from '../../old/browser/sign-in.ts'

type OptionsReply =
  | { outcome: 'options'; first: boolean; options: Parameters<typeof createPasskey>[0] }
  | { outcome: 'invitation-unknown' | 'name-taken' }

export function startEnrolPage(): void {
  const token = takeToken()
  if (token === '') return showPanel('no-invitation')
  keepTokenForOtherLanguages(token)
  showPanel('name')
  const keys: Keys = {}
  const form = partAs(HTMLFormElement, 'name-form')
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const button = form.querySelector('button')
    if (button) button.disabled = true
    say('')
    void enrolAs(form.querySelector('input')?.value ?? '', token, keys)
      .catch((cause: unknown) => say(phrase(problemOf(cause))))
      .finally(() => button && (button.disabled = false))
  })
}

/** Out of the address bar at once, so that it is in no history and under no shoulder. */
function takeToken(): string {
  const token = foldToken(location.hash.slice(1), 200)
  history.replaceState(null, '', location.pathname)
  return /^[\w-]{40,64}$/.test(token) ? token : ''
}

function keepTokenForOtherLanguages(token: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-language-link]')) link.hash = token
}

/** Made once for the page: a second attempt, with another authenticator, keeps the recovery key whose shares are on paper. */
interface Keys {
  member?: KeyPair
  installation?: InstallationStart
}

async function enrolAs(name: string, token: string, keys: Keys): Promise<void> {
  const asked = await ask<OptionsReply>('enrolOptions', { token, name })
  if (asked.outcome !== 'options') return say(phrase(`desk-problem-${asked.outcome}`))
  const member = (keys.member ??= await makeKeyPair())
  let { options } = asked
  if (asked.first && !keys.installation) {
    const installation = await startInstallation(member.recipient)
    await handOutShares(await shareOut(installation.recovery.identity))
    keys.installation = installation
    // Writing takes longer than a challenge lives.
    const again = await ask<OptionsReply>('enrolOptions', { token, name })
    showPanel('name')
    if (again.outcome !== 'options') return say(phrase(`desk-problem-${again.outcome}`))
    options = again.options
  }
  const created = await createPasskey(options, { touchAgain: () => say(phrase('desk-enrol-again')) })
  const passkey = { credential: created.response.id, key: created.key }
  const wrappedIdentity = await wrapIdentity(member, created.prf, passkey)
  const installation = asked.first ? keys.installation : undefined
  const { outcome } = await ask<EnrolReply>('enrol', {
    token,
    name,
    response: created.response,
    recipient: member.recipient,
    wrappedIdentity,
    installation: installation?.forServer ?? null,
  })
  if (outcome !== 'enrolled') return say(phrase(`desk-problem-${outcome}`))
  await showDone(comparedText({ ...member, ...passkey }), installation)
}

async function showDone(compared: string, installation: InstallationStart | undefined): Promise<void> {
  const which = installation ? 'desk-enrol-first-done' : 'desk-enrol-done'
  part('done-title').textContent = phrase(`${which}-title`)
  part('done-lead').textContent = phrase(`${which}-lead`)
  const fingerprint = part('fingerprint')
  fingerprint.hidden = installation !== undefined
  fingerprint.textContent = await fingerprintOf(compared)
  showPanel('done')
}

function say(text: string): void {
  part('problem').textContent = text
}
