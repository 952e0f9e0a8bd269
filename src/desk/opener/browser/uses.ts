import { found, part, type Say } from '../../../html/browser/page.ts'
import type { Recovered, WaitingMember } from '#recovery'
import { comparedText } from '../../../staff/vouch.ts'
import { fingerprintOf } from '../../shell/browser/fingerprint.ts'
import { openText, sealBoxKey } from '../../shell/browser/sealed.ts'
import { type OpenedBoxes, painted } from './boxes.ts'
import { type InstallationFile } from './installation-file.ts'
import { labelOf } from '../../../vault/labels.ts'

/** What can be done now that the boxes are open: give their keys to somebody, or read what lies in them. */
export async function offerUses(installation: InstallationFile, boxes: OpenedBoxes, say: Say): Promise<void> {
  const { waiting } = installation.header
  const rows = await Promise.all(waiting.map((member) => waitingRow(member, boxes, say)))
  if (waiting.length === 0) rows.push(textItem(say('recovery-open-give-none')))
  part('waiting').replaceChildren(...rows)
  offerRecords(installation, boxes, say)
  part('use').hidden = false
}

async function waitingRow(member: WaitingMember, boxes: OpenedBoxes, say: Say): Promise<HTMLElement> {
  const item = textItem(member.name)
  const fingerprint = document.createElement('span')
  fingerprint.className = 'fingerprint'
  fingerprint.textContent = await fingerprintOf(comparedText(member))
  const button = document.createElement('button')
  button.textContent = say('recovery-open-give-button', { name: member.name })
  button.addEventListener('click', () => void busy(button, say, () => give(member, boxes, say)))
  item.append(fingerprint, button)
  return item
}

async function give(waiting: WaitingMember, boxes: OpenedBoxes, say: Say): Promise<void> {
  const { member, recipient, credential, key } = waiting
  const keys: Recovered['keys'][number][] = []
  for (const [box, identity] of boxes) {
    keys.push({ box, sealed: await sealBoxKey(box, identity, recipient) })
    if (keys.length % 20 === 0)
      await told(say('recovery-open-opening', { number: keys.length, of: boxes.size }))
  }
  const recovered: Recovered = {
    format: 'exeunt-recovered/v1',
    member,
    recipient,
    credential,
    key,
    keys,
  }
  save('recovered.json', [JSON.stringify(recovered)])
  await told(say('recovery-open-saved', { name: 'recovered.json' }))
}

function offerRecords({ records }: InstallationFile, boxes: OpenedBoxes, say: Say): void {
  const button = part('records')
  button.hidden = records.length === 0
  part('records-help').textContent =
    records.length === 0
      ? say('recovery-open-records-none')
      : say('recovery-open-records-help', { number: records.length })
  button.onclick = () =>
    void busy(found(button instanceof HTMLButtonElement ? button : null, 'records'), say, async () => {
      const lines: string[] = []
      for (const [at, { box, record, field, sealed }] of records.entries()) {
        const label = labelOf(field, record)
        const text = await openText(boxes.get(box) ?? '', label, sealed).catch(() => null)
        if (text !== null) lines.push(`${JSON.stringify({ record, field, text })}\n`)
        if (at % 20 === 0) await told(`${at} / ${records.length}`)
      }
      save('opened.jsonl', lines)
      await told(say('recovery-open-records-done', { number: lines.length, of: records.length }))
    })
}

/** One thing at a time, and a word where it does not work. */
async function busy(button: HTMLButtonElement, say: Say, work: () => Promise<void>): Promise<void> {
  button.disabled = true
  await work().catch(() => told(say('recovery-open-fault')))
  button.disabled = false
}

async function told(text: string): Promise<void> {
  part('use-said').textContent = text
  await painted()
}

function save(name: string, parts: string[]): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(parts))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

function textItem(text: string): HTMLElement {
  const item = document.createElement('li')
  item.textContent = text
  return item
}
