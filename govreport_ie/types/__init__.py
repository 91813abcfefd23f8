"""The frozen types of the library: values, periods, documents, mentions and facts."""
