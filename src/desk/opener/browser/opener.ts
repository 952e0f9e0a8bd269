import { identityToRecipient } from 'age-encryption'
import { joinShares, type Joined, readShare, type Share, type ShareReading } from '../../../vault/shares.ts'
import { speak } from '../../../html/browser/alone.ts'
import { found, part, partAs, type Say } from '../../../html/browser/page.ts'
import { fingerprintOf } from '../../shell/browser/fingerprint.ts'
import { openBoxes, type OpenedBoxes } from './boxes.ts'
import { readInstallationFile } from './installation-file.ts'
import { offerUses } from './uses.ts'

// The whole of the opener: it runs from a file, on a machine without a network, and keeps nothing.
void speak(start)

function start(say: Say): void {
  part('online').hidden = !navigator.onLine
  const areas = [...part('page').querySelectorAll('textarea')]
  for (const area of areas) {
    area.addEventListener('input', () => judge(area, say, { unfinished: true }))
    area.addEventListener('change', () => judge(area, say))
  }
  const form = partAs(HTMLFormElement, 'papers')
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void join(areas, say).catch(() => (part('joined').textContent = say('recovery-open-fault')))
  })
}

const READINGS: Record<Exclude<ShareReading['outcome'], 'share'>, string> = {
  mistyped: 'recovery-open-share-mistyped',
  'no-share': 'recovery-open-share-none',
  'of-another-version': 'recovery-open-share-version',
}

/** Says beside the paper that it is whole, or what is wrong with it: of the beginning of one, nothing yet. */
function judge(area: HTMLTextAreaElement, say: Say, { unfinished = false } = {}): Share | undefined {
  const said = found(document.getElementById(`${area.id}-said`), 'what is said of a share')
  const reading = readShare(area.value)
  if (reading.outcome !== 'share') {
    const isSilent = unfinished || area.value.trim() === ''
    said.textContent = isSilent ? '' : say(READINGS[reading.outcome])
    return undefined
  }
  said.textContent = say('recovery-open-share-good', { number: reading.share.number })
  return reading.share
}

async function join(areas: readonly HTMLTextAreaElement[], say: Say): Promise<void> {
  const shares = areas.map((area) => judge(area, say)).filter((share) => share !== undefined)
  const joined = await joinShares(shares)
  part('file').hidden = part('use').hidden = true
  part('joined').textContent = await localeFor(joined, say)
  if (joined.outcome !== 'joined') return
  part('file').hidden = false
  const input = found(document.querySelector<HTMLInputElement>('#installation-file'), 'the file')
  input.onchange = () => {
    const [file] = input.files ?? []
    if (!file) return
    void openInstallation(file, joined.identity, say).catch(
      () => (part('file-said').textContent = say('recovery-open-fault')),
    )
  }
}

async function localeFor(joined: Joined, say: Say): Promise<string> {
  switch (joined.outcome) {
    case 'joined':
      return say('recovery-open-joined', {
        text: await fingerprintOf(await identityToRecipient(joined.identity)),
      })
    case 'too-few':
      return say('recovery-open-too-few', { number: joined.missing })
    case 'twice-the-same':
      return say('recovery-open-twice', { number: joined.number })
    case 'different-sets':
      return say('recovery-open-different')
    case 'do-not-fit':
      return say('recovery-open-misfit')
  }
}

async function openInstallation(file: File, identity: string, say: Say): Promise<void> {
  const said = part('file-said')
  part('use').hidden = true
  const installation = await readInstallationFile(file)
  if (!installation) return void (said.textContent = say('recovery-open-file-wrong'))
  if (installation.header.recovery !== (await identityToRecipient(identity))) {
    const other = await fingerprintOf(installation.header.recovery)
    return void (said.textContent = say('recovery-open-file-other', { text: other }))
  }
  const boxes: OpenedBoxes = await openBoxes(installation.boxes, identity, (number) => {
    said.textContent = say('recovery-open-opening', { number, of: installation.boxes.length })
  })
  said.textContent = say('recovery-open-boxes', {
    number: boxes.size,
    of: new Set(installation.boxes.map(({ box }) => box)).size,
  })
  await offerUses(installation, boxes, say)
}
