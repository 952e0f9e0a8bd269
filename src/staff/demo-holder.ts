/** The holder of the demonstration's box keys, in `vault.box_key`. No credential's id is this short. */
export const DEMO = 'demo'
