/** Key of the panel with a service's log lines; its id comes from it, and alerts lead to it. */
export const LOG_LINES = "logs/lines";
