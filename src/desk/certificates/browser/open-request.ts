import type { Application } from '#certificates'
import { labelOf } from '../../../vault/labels.ts'
import { type Reply } from '../../shell/browser/ask.ts'
import { type BoxOpener } from '../../shell/browser/sealed.ts'

type Sealed = Extract<Reply<'certificateOpen'>, { outcome: 'opened' }>['request']

/** Something that was said about a request; null where it cannot be opened. */
export interface Message {
  readonly id: string
  readonly day: string
  readonly from: 'branch' | 'applicant'
  readonly text: string | null
}

/** A request as it lies open in this browser. */
export interface OpenRequest {
  readonly sealed: Sealed
  readonly application: Application & { readonly duress: boolean }
  readonly messages: readonly Message[]
}

/** Open what lies sealed of a request. Throws `Damaged` if the request itself cannot be opened. */
export async function openRequest(boxes: BoxOpener, sealed: Sealed): Promise<OpenRequest> {
  const label = labelOf('certificate-request', sealed.request)
  const application = JSON.parse(await boxes.open(label, sealed.sealed)) as OpenRequest['application']
  const messages = await Promise.all(
    sealed.messages.map(async ({ id, day, from, ...record }) => {
      const text = await boxes.open(labelOf('certificate-message', id), record).then(textOf, () => null)
      return { id, day, from, text }
    }),
  )
  return { sealed, application, messages }
}

function textOf(payload: string): string {
  return (JSON.parse(payload) as { text: string }).text
}
