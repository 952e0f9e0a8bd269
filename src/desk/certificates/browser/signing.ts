import { ask, type Reply } from '../../shell/browser/ask.ts'
import { utf8 } from '../../shell/browser/bytes.ts'
import { t } from '../../shell/browser/i18n.ts'
import { showPicture } from './picture.ts'

/** Show the page as it will be, with DRAFT across it, under `within`. What went wrong, or null. */
export async function showDraft(within: HTMLElement, content: string): Promise<string | null> {
  within.replaceChildren()
  const reply = await ask('certificateDraft', { content })
  if (reply.outcome !== 'drafted') return saidOf(reply)
  const shown = await showPicture(within, {
    bytes: utf8(reply.picture),
    type: 'image/svg+xml',
    label: t('certificates-draft'),
  })
  return shown ? null : t('certificates-paper-broken')
}

/** Have signed what was agreed to. What it came to, in words. */
export async function haveSigned(
  approval: string,
  content: string,
): Promise<{ issued: boolean; said: string }> {
  const reply = await ask('certificateIssue', { approval, content })
  const issued = reply.outcome === 'issued' || reply.outcome === 'issued-already'
  return { issued, said: saidOf(reply) }
}

function saidOf(
  reply: Exclude<Reply<'certificateDraft'>, { outcome: 'drafted' }> | Reply<'certificateIssue'>,
): string {
  if (reply.outcome === 'issued' || reply.outcome === 'issued-already')
    return t('certificates-finished', { number: reply.number.replace(/(.{4})(?=.)/g, '$1-') })
  if (reply.outcome === 'unshowable')
    return t('certificates-problem-unshowable', { text: namesOf(reply.characters) })
  return t(`certificates-problem-${reply.outcome === 'malformed' ? 'content' : reply.outcome}`)
}

/** With their numbers in Unicode: whoever looks for a font, or for another way to write it, needs those. */
function namesOf(characters: string): string {
  return Array.from(
    characters,
    (one) => `${one} (U+${one.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')})`,
  ).join(', ')
}
