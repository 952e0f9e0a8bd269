/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { labelOf } from '../../../vault/labels.ts'
import { ask } from '../../shell/browser/ask.ts'
import { t } from '../../shell/browser/i18n.ts'
import { needKey, touching } from '../../shell/browser/session.ts'
import { type Work } from '../../shell/browser/work.tsx'
import { pictureType, showPicture } from './picture.ts'

/** The pictures that were sent with a request, each in a frame of its own. */
export function Papers({ request, work }: { request: string; work: Work }) {
  const within = useRef<HTMLDivElement>(null)
  useEffect(() => {
    void show(request, within.current, work)
  }, [])
  return <div class="pictures" data-part="papers" ref={within} />
}

async function show(request: string, within: HTMLDivElement | null, work: Work): Promise<void> {
  if (!within) return
  const { boxes } = await needKey()
  const reply = await touching(() => ask('certificatePapers', { request })).catch(() => null)
  if (!reply) return work.fail(t('desk-problem-network'))
  if (reply.papers.length === 0) within.textContent = t('certificates-papers-none')
  for (const [at, { id, ...sealed }] of reply.papers.entries()) {
    const label = t('certificates-paper', { number: at + 1 })
    const bytes = await boxes.openBytes(labelOf('paper', id), sealed).catch(() => null)
    if (bytes && (await showPicture(within, { bytes, type: pictureType(bytes), label }))) continue
    const broken = document.createElement('p')
    broken.textContent = `${label}: ${t('certificates-paper-broken')}`
    within.append(broken)
  }
}
