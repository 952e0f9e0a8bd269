/** @jsxImportSource preact */
import { type ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Content as Said } from '#certificates'
import { labelOf } from '../../../vault/labels.ts'
import { digestOf } from '../../certificates/browser/content.ts'
import { haveSigned, showDraft } from '../../certificates/browser/signing.ts'
import { ask } from '../../shell/browser/ask.ts'
import { challengeOver } from '../../shell/browser/challenge-over.ts'
import { birthInWords, dayInWords } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'
import { needKey, touching } from '../../shell/browser/session.ts'
import { Button, type Work } from '../../shell/browser/work.tsx'

interface ContentProps {
  readonly approval: string
  /** The act, as it is signed. */
  readonly text: string
  /** What is signed to agree. */
  readonly challenge: string
  readonly work: Work
  /** What she can answer, once she has it before her. */
  readonly answers: (content: string) => ComponentChildren
}

/** What a certificate will say lies sealed: it opens in the browser of whoever is asked, before she can answer. */
export function Content({ approval, text, challenge, work, answers }: ContentProps) {
  const [opened, setOpened] = useState<string | null>(null)
  const draft = useRef<HTMLDivElement>(null)
  const open = () =>
    work.run(async () => {
      const { boxes } = await needKey()
      const reply = await touching(() => ask('certificateContent', { approval }))
      if (reply.outcome !== 'content') return work.fail(t('certificates-problem-not-there'))
      const content = await boxes.open(labelOf('certificate-content', reply.request), reply.sealed)
      if (!(await isWhatIsSigned({ text, challenge }, content)))
        return work.fail(t('certificates-problem-another-content'))
      setOpened(content)
      const wrong = draft.current && (await showDraft(draft.current, content))
      if (wrong) work.fail(wrong)
    })
  return (
    <div data-certificate={approval}>
      <p>{t('desk-request-certificate-note')}</p>
      {opened === null && (
        <p class="actions">
          <Button act="open-content" class="primary" onPress={open}>
            {t('desk-request-certificate-open')}
          </Button>
        </p>
      )}
      {opened !== null && <Facts content={JSON.parse(opened) as Said} />}
      <div class="pictures" data-part="draft" ref={draft}></div>
      {opened !== null && answers(opened)}
    </div>
  )
}

/**
 * Whether the passkey will sign the act that names exactly this content. The branch that asks seals one and gives a digest: if
 * the two were of different contents, an approver would read the one and agree to the other.
 */
async function isWhatIsSigned(
  { text, challenge }: { text: string; challenge: string },
  content: string,
): Promise<boolean> {
  const { digest, request } = JSON.parse(text) as { digest?: string; request?: string }
  return (
    digest === (await digestOf(content)) &&
    request === (JSON.parse(content) as Said).request &&
    challenge === (await challengeOver(`exeunt/approval/v1\napproved\n${text}`))
  )
}

function Facts({ content: { holder, facts, checks } }: { content: Said }) {
  const rows = [
    { label: t('certificates-name'), text: holder.name },
    ...(holder.kind === 'named'
      ? [
          { label: t('certificates-latin'), text: holder.latin },
          { label: t('certificates-born'), text: birthInWords(holder.born) },
          { label: t('certificates-birthplace'), text: holder.birthplace },
        ]
      : []),
    {
      label: t('certificates-register'),
      text: t('certificates-days', { day: dayInWords(facts.received), time: dayInWords(facts.registered) }),
    },
    {
      label: t('certificate-checked'),
      text: checks
        .map(({ what, how, day }) =>
          t('certificate-check', {
            name: t(`certificate-checked-${what}`),
            text: t(`certificate-checked-${how}`),
            day: dayInWords(day),
          }),
        )
        .join(t('common-list-separator')),
    },
  ]
  return (
    <dl class="facts" data-part="agreed">
      {rows
        .filter(({ text }) => text !== '')
        .map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class="own" dir="auto">
              {text}
            </dd>
          </div>
        ))}
    </dl>
  )
}

/**
 * Hand the content to the process that signs. One that is being started anew is asked again; if nothing comes of it, the branch that
 * asked finishes it, which has the content as well.
 */
export async function haveSignedAtLast(
  approval: string,
  content: string,
): Promise<{ issued: boolean; said: string }> {
  for (let times = 1; ; times += 1) {
    const { issued, said } = await haveSigned(approval, content)
    if (issued || times === TIMES) return { issued, said }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
  }
}

/** Longer than the process that signs takes to be there again. */
const [TIMES, AGAIN_AFTER_MS] = [4, 1_000]
