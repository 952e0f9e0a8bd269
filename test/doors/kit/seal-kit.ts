import { randomUUID } from 'node:crypto'
import { type Submission } from '#channels'
import { type Destination, type Envelope } from '#intake'
import { labelOf, sealRecord } from '#vault'
import { writeSubmission } from '../../../src/intake/written.ts'

/** What a kit makes where there is no network: sealed to a box that it was given, under an id of its own. */
export function sealKit(submission: Submission, { draft }: Destination): Omit<Envelope, 'door'> {
  const clientKey = randomUUID().replace(/^(.{14})4/, '$18')
  const payload = Buffer.from(writeSubmission(submission, { findings: [] }))
  const sealed = sealRecord({ recipient: draft.recipient, ...labelOf('submission', clientKey), payload })
  const { language } = submission
  return { clientKey, envelope: { box: draft.id, sealed, contact: null, wayBack: null, language } }
}
