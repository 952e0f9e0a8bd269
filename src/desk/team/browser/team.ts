import {
  type AdmitReply,
  type AskReply,
  type InviteReply,
  type RemoveReply,
  type ReturnReply,
  type RoleTakeReply,
} from '../../old/wire.ts'
import { comparedText, type Vouched, vouchText, writeVouch } from '../../../staff/vouch.ts'
import { ask } from '../../old/browser/ask.ts'
import { handKeysOn } from '../../shell/browser/box-keys.ts'
import { challengeOver } from '../../shell/browser/challenge-over.ts'
import { fingerprintOf } from '../../shell/browser/fingerprint.ts'
import { part, partAs, phrase } from '../../../html/browser/page.ts'
import { touchOver, type Touched } from '../../shell/browser/passkey.ts'
import { openOwnKey, problemOf, type Seated } from '../../old/browser/sign-in.ts'
import { touch, touching } from '../../old/browser/touching.ts'

export function startTeamPage(): void {
  document.querySelector('[data-part="invite-form"]')?.addEventListener('submit', (event) => {
    event.preventDefault()
    const { role, branch } = chosen('[data-part="invite-form"]')
    void reporting(() => invite(role, branch))
  })
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act="admit"]')) {
    button.addEventListener('click', () => void reporting(() => admit(button)))
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act="remove"]')) {
    button.addEventListener('click', () => void reporting(() => remove(button)))
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act="return"]')) {
    button.addEventListener('click', () => void reporting(() => startReturn(button)))
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act="role-give"]')) {
    button.addEventListener('click', () => void reporting(() => giveRole(button)))
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act="role-take"]')) {
    button.addEventListener('click', () => void reporting(() => takeRole(button)))
  }
}

/** The role and the branch that a form's fields say. */
function chosen(within: string): { role: string; branch: string } {
  const value = (name: string) =>
    document.querySelector<HTMLSelectElement>(`${within} select[name="${name}"]`)?.value ?? ''
  return { role: value('role'), branch: value('branch') }
}

/** Ask for a role: a colleague has to agree before it is hers. */
async function giveRole({ dataset: { member = '', name = '' } }: HTMLButtonElement): Promise<void> {
  if (!(await isConfirmed('role-give', phrase('desk-role-give-lead', { name })))) return
  const { role, branch } = chosen('dialog#role-give')
  const { outcome } = await touching(() => ask<AskReply>('roleAsk', { member, role }, { branch }))
  say('done', phrase(`desk-role-${outcome}`))
}

async function takeRole({ dataset }: HTMLButtonElement): Promise<void> {
  const { member = '', role = '', branch = '' } = dataset
  await touching(() => ask<RoleTakeReply>('roleTake', { member, role }, { branch }))
  location.reload()
}

/** From then on she signs in no more. What her row says of her comes with the page. */
async function remove({ dataset: { member = '', name = '' } }: HTMLButtonElement): Promise<void> {
  if (!(await isConfirmed('remove', phrase('desk-remove-sure', { name })))) return
  const { outcome } = await touching(() => ask<RemoveReply>('teamRemove', { member }))
  if (outcome !== 'removed') return say('problem', phrase(`desk-problem-leaving-${outcome}`))
  location.reload()
}

/** She has lost every passkey: her old ones end now, and the link lets her make a new one at her own seat. */
async function startReturn({ dataset: { member = '', name = '' } }: HTMLButtonElement): Promise<void> {
  if (!(await isConfirmed('return', phrase('desk-return-sure', { name })))) return
  const reply = await touching(() => ask<ReturnReply>('teamReturn', { member }))
  if (reply.outcome !== 'started') return say('problem', phrase(`desk-problem-leaving-${reply.outcome}`))
  showLink(reply.link)
}

/** Only the hash of what is shown here is kept: a link that was not copied is made again. */
async function invite(role: string, branch: string): Promise<void> {
  const { link } = await touching(() => ask<InviteReply>('teamInvite', { role }, { branch }))
  showLink(link)
}

function showLink(link: string): void {
  const field = partAs(HTMLInputElement, 'link')
  part('invitation').hidden = false
  field.value = link
  field.focus()
  field.select()
}

/** After both have compared the newcomer's fingerprint: sign for her key and her passkey, and hand our box keys on to her. */
async function admit(button: HTMLButtonElement): Promise<void> {
  const { member = '', name = '', recipient = '', credential = '', key = '', at = '' } = button.dataset
  const compared = { recipient, credential, key, at }
  if (!(await isCompared(name, comparedText(compared)))) return
  const { seated, touched } = await signFor({ ...compared, member })
  const reply = await ask<AdmitReply>('teamAdmit', { member, compared, touch: touched?.assertion ?? null })
  if (reply.outcome === 'four-eyes') return say('problem', phrase('desk-problem-four-eyes'))
  if (reply.outcome !== 'admitted') return say('problem', phrase(`desk-problem-admit-${reply.outcome}`))
  const identity = reply.own && touched ? await openOwnKey(reply.own, touched) : seated?.identity
  await handKeysOn(identity ?? '')
  button.closest('td')?.replaceChildren(phrase('desk-admitted', { name }))
  say('done', phrase('desk-admitted', { name }))
}

/** One touch, over exactly what was compared. At a demonstration there is none: whoever sits there sits down again. */
async function signFor(vouched: Vouched): Promise<{ seated?: Seated; touched?: Touched }> {
  if (document.body.dataset['seat'] !== undefined) return { seated: await touch() }
  return { touched: await touchOver(await challengeOver(vouchText(writeVouch(vouched)))) }
}

async function isCompared(name: string, compared: string): Promise<boolean> {
  part('fingerprint').textContent = await fingerprintOf(compared)
  return isConfirmed('admit', phrase('desk-admit-compare', { name }))
}

/** Ask in one of the page's dialogs; only its first button says yes. */
async function isConfirmed(id: 'admit' | 'remove' | 'return' | 'role-give', lead: string): Promise<boolean> {
  const dialog = document.querySelector<HTMLDialogElement>(`dialog#${id}`)
  if (!dialog) return false
  part('lead', dialog).textContent = lead
  dialog.returnValue = ''
  dialog.showModal()
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }))
  return dialog.returnValue === 'yes'
}

async function reporting(work: () => Promise<void>): Promise<void> {
  say('problem', '')
  try {
    await work()
  } catch (cause) {
    say('problem', phrase(problemOf(cause)))
  }
}

function say(name: 'problem' | 'done', text: string): void {
  const place = part(name)
  place.hidden = text === ''
  place.textContent = text
}
