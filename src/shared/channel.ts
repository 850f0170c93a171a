/** The one message that the preload exchanges with main and with the page; it carries one port. */
export const portChannel = 'stratum:port'

/** The header in which a page of the loopback host sends the token that its address gave it. */
export const tokenHeader = 'x-stratum-token'
