import type { Submission } from '#channels'
import type { Language } from '#i18n'
import { cleanName, cleanText } from '../../../channels/text.ts'
import { writeSubmission } from '../../../intake/written.ts'
import { screen } from '../../../screening/screen.ts'
import { labelOf } from '../../../vault/labels.ts'
import { sealText } from '../../shell/browser/sealed.ts'

/** A box that can be sealed to. */
export interface Box {
  readonly id: string
  readonly recipient: string
}

/** A declaration of somebody who does not exist, sealed; base64. */
interface SealedCanary {
  readonly id: string
  readonly box: string
  readonly sealed: string
  readonly contact: { readonly box: string; readonly sealed: string }
  readonly language: Language
}

/** What an administrator says of somebody who does not exist. */
export interface Invented {
  readonly name: string
  readonly words: string
  readonly contact: string
  readonly language: Language
}

/**
 * Composed and sealed in this browser, exactly as intake seals what the site's form brings: cleaned, screened, written and labelled
 * by the same functions, and her contact apart. Nothing but the database tells the two apart.
 */
export async function sealCanary(
  { name, words, contact, language }: Invented,
  to: { readonly draft: Box; readonly contact: Box },
): Promise<SealedCanary> {
  const id = submissionId()
  const submission: Submission = {
    people: [
      {
        name: cleanName(name),
        nameKind: 'real',
        party: false,
        league: true,
        pioneers: true,
        basis: 'self',
        agreed: false,
      },
    ],
    words: cleanText(words),
    place: null,
    visibility: 'name-and-words',
    wantsCertificate: false,
    contact: cleanText(contact),
    language,
  }
  const said = writeSubmission(submission, { earlier: null, findings: screen(submission, {}) })
  return {
    id,
    language,
    box: to.draft.id,
    sealed: await sealText(to.draft.recipient, labelOf('submission', id), said),
    contact: {
      box: to.contact.id,
      sealed: await sealText(to.contact.recipient, labelOf('contact', id), submission.contact),
    },
  }
}

/** A UUID of the eighth kind (RFC 9562), as intake makes them of a form: by its id nobody is to know it. */
function submissionId(): string {
  return crypto.randomUUID().replace(/^(.{14})4/, '$18')
}
