"""The account to the province: what it still lacks, writing it, downloading it."""
