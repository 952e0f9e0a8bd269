import { startFrame } from '../../old/browser/frame.ts'
import { startCertificatesPage } from './list.ts'

// The script of one page: issuing brings the verifier along, which no reviewer has to wait for.
startFrame()
startCertificatesPage()
