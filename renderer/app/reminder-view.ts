import { create } from 'zustand';

/** Whether the 催报单 is open over 填报; a task of the first screen leads there. */
export const useReminderView = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));
