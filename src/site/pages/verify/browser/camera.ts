import { part, partAs, type Say } from '../../../../html/browser/page.ts'
import { codeIn } from './picture.ts'

/** How often the camera's picture is looked at. */
const EVERY_MS = 250

interface Taken {
  readonly took: (text: string) => void
  readonly failed: () => void
}

/**
 * A button that looks through the camera until it has found a code, or is pressed again. The picture stays in the page. Whoever
 * takes the button away has to stop the camera with it.
 */
export function offerCamera(say: Say, { took, failed }: Taken): { stop(): void } {
  const button = partAs(HTMLButtonElement, 'camera')
  const words = part('camera-words')
  const video = partAs(HTMLVideoElement, 'video')
  let stop: (() => void) | null = null
  button.addEventListener('click', () => {
    if (stop) return stop()
    button.disabled = true
    void watch(video).then((watching) => {
      button.disabled = false
      if (!watching) return failed()
      if (!button.isConnected) return watching.end()
      const timer = setInterval(() => {
        const text = codeIn(video, { width: video.videoWidth, height: video.videoHeight })
        if (text === null) return
        stop?.()
        took(text)
      }, EVERY_MS)
      words.textContent = say('verify-camera-stop')
      stop = () => {
        clearInterval(timer)
        watching.end()
        words.textContent = say('verify-camera')
        stop = null
      }
    })
  })
  return { stop: () => stop?.() }
}

async function watch(video: HTMLVideoElement): Promise<{ end: () => void } | null> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1_280 } },
    })
    video.srcObject = stream
    video.hidden = false
    await video.play()
    return {
      end() {
        for (const track of stream.getTracks()) track.stop()
        video.srcObject = null
        video.hidden = true
      },
    }
  } catch {
    return null
  }
}
