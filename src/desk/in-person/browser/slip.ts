// The document with the slip: printed by a button, and forgotten by the browser's history at once. What was sent to get it
// would else be sent again by "reload" and "back"; and a browser that prints addresses would print this one.
history.replaceState(null, '', '/')

const button = document.querySelector<HTMLButtonElement>('button[data-act="print"]')
if (button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
