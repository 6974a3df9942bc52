//! Tables, charts, files and the run manifest.
