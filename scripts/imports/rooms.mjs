const floors = {
  ground: ['vault', 'audit', 'drafts', 'practice', 'signing', 'attachments', 'documents'],
  things: ['clients', 'inventory', 'sterilization', 'premises'],
  care: [
    'screening',
    'consent',
    'plans',
    'photos',
    'sessions',
    'outcomes',
    'aftercare',
    'reactions',
    'followup',
  ],
  edge: ['recalls', 'imports', 'exports', 'backup', 'today'],
}

/** The rooms, from the ground up. A room knows only the rooms before it, and only by their doors. */
export const rooms = Object.values(floors).flat()

/** What else has a folder on a side. */
export const notRooms = {
  shared: ['kernel'],
  main: ['commands', 'database', 'demo'],
  renderer: ['app', 'ui'],
}
