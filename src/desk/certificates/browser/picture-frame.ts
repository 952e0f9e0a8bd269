// The script of the frame that shows a picture: it is handed bytes by the page around it, shows them, and says how high they
// are. It knows nothing else, and can ask nobody.

addEventListener('message', ({ source, data }: MessageEvent<{ bytes: ArrayBuffer; type: string }>) => {
  if (source !== parent) return
  const picture = new Image()
  picture.style.maxWidth = '100%'
  picture.style.display = 'block'
  picture.addEventListener('load', () => say({ height: Math.ceil(picture.getBoundingClientRect().height) }))
  picture.addEventListener('error', () => say({ height: 0 }))
  picture.src = URL.createObjectURL(new Blob([data.bytes], { type: data.type }))
  document.body.style.margin = '0'
  document.body.replaceChildren(picture)
})
say({ ready: true })

/** To whatever page it is framed by: only the desk's own pages may. */
function say(what: { ready: true } | { height: number }): void {
  parent.postMessage(what, '*')
}
