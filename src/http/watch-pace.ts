import { type IncomingMessage, type ServerResponse } from 'node:http'

interface Watched {
  readonly windowMs: number
  readonly leastBytes: number
  readonly onSlow: () => void
}

/**
 * Look, at the end of each stretch of time, whether enough of a request's body has come in since the last look. It ends with
 * the body, or with the answer. Who sends on steadily is waited for as long as what she sends takes.
 */
export function watchPace(
  request: IncomingMessage,
  response: ServerResponse,
  { windowMs, leastBytes, onSlow }: Watched,
): void {
  const { socket } = request
  let seenBytes = socket.bytesRead
  const timer = setInterval(() => {
    if (request.complete) return stop()
    const cameBytes = socket.bytesRead - seenBytes
    seenBytes = socket.bytesRead
    if (cameBytes >= leastBytes) return
    stop()
    onSlow()
  }, windowMs)
  timer.unref()
  const stop = () => clearInterval(timer)
  response.once('close', stop)
}
