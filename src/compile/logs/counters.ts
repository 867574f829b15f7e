/** Lines that were read, their bytes, and lines that break their contract, as Prometheus names the counters. */
export const LINES_METRIC = "crowsnest_log_lines_total";
export const BYTES_METRIC = "crowsnest_log_bytes_total";
/** Lines of severity ERROR or FATAL, counted where no Loki counts them. */
export const ERRORS_METRIC = "crowsnest_log_errors_total";
export const BREAKS_METRIC = "crowsnest_log_contract_breaks_total";
