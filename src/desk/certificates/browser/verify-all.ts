import {
  checkCertificate,
  type Issuers,
  lookUpCodeOf,
  lookUpHash,
  readCertificateLink,
  readIssuers,
  readPaper,
} from '#proof'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { toBase64, utf8 } from '../../shell/browser/bytes.ts'
import { type BoxOpener } from '../../shell/browser/sealed.ts'
import { t } from '../../shell/browser/i18n.ts'
import { touching } from '../../shell/browser/session.ts'
import { labelOf } from '../../../vault/labels.ts'

/**
 * Every certificate of these branches, as it was signed, checked anew by the code that strangers check it with, and held to what
 * the database says of it. Nobody has to believe the process that signed them.
 */
export async function verifyAll(boxes: BoxOpener, say: (text: string) => void): Promise<void> {
  const wrong: string[] = []
  let count = 0
  let after = ''
  for (;;) {
    const { records, issuers, lists } = await touching(() => ask('certificateRecords', { after }))
    const last = records.at(-1)
    if (!last) break
    const pinned = readIssuers(utf8(issuers))
    for (const record of records) {
      count += 1
      if (!(await isAsItMustBe(boxes, { record, pinned, lists }))) wrong.push(record.number)
      say(t('certificates-verified', { count, of: wrong.length }))
    }
    after = last.number
  }
  const said = t('certificates-verified', { count, of: wrong.length })
  const which = wrong.map((number) => t('certificates-verified-wrong', { number }))
  say([said, ...which].join(' '))
}

type Records = Reply<'certificateRecords'>

async function isAsItMustBe(
  boxes: BoxOpener,
  given: { record: Records['records'][number]; pinned: Issuers; lists: Records['lists'] },
): Promise<boolean> {
  const { record, pinned, lists } = given
  const { number, day, list, index, lookup, state } = record
  try {
    const label = labelOf('certificate-record', number)
    const cose = readCertificateLink(await boxes.open(label, record))
    const shown = readPaper(cose)
    const evidence = {
      issuers: pinned,
      statusList: lists.find((one) => one.list === list)?.text ?? null,
      now: new Date(),
    }
    const verdict = await checkCertificate(shown, evidence)
    const isOurs = verdict.signature.outcome === 'passed' && verdict.issuer.outcome === 'passed'
    const stands =
      verdict.status.outcome === 'failed' ? verdict.status.why === state : verdict.status.outcome === 'passed'
    const isThis =
      shown.number === number &&
      shown.issued === day &&
      shown.status.index === index &&
      shown.status.uri === `${pinned.issuer}/status/${list}` &&
      toBase64(lookUpHash(number, lookUpCodeOf(cose))) === lookup
    return isOurs && stands && isThis && (state === 'valid') === (verdict.status.outcome === 'passed')
  } catch {
    return false
  }
}
