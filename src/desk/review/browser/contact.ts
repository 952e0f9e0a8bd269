import { type ContactReply } from '../../old/wire.ts'
import { part, phrase } from '../../../html/browser/page.ts'
import { ask } from '../../old/browser/ask.ts'
import { act } from '../../old/browser/page.ts'
import { type BoxOpener } from '../../shell/browser/sealed.ts'
import { touching } from '../../old/browser/touching.ts'
import { labelOf } from '../../../vault/labels.ts'

/** Show how to reach the sender of the case. It takes a touch, and it is written down that it was read. */
export async function showContact(boxes: BoxOpener, submission: string): Promise<void> {
  const reply = await touching(() => ask<ContactReply>('caseContact', { submission }))
  if (reply.outcome !== 'contact') {
    part('contact').textContent = phrase('desk-contact-apart')
  } else {
    const label = labelOf('contact', submission)
    part('contact').textContent = await boxes.open(label, reply.contact)
  }
  act('contact').hidden = true
}
