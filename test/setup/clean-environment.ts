// Continuous integration and colour settings of the caller must not change what a test sees.
for (const name of ["CI", "CONTINUOUS_INTEGRATION", "FORCE_COLOR", "NO_COLOR", "NODE_ENV"]) delete process.env[name];
